package vn.khoso.server.security;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import vn.khoso.schemas.rights.Action;

/** Puts a guard before every route while the application is being deployed. A route without a row stops the deployment. */
@Provider
@Dependent
public class RouteGuards implements DynamicFeature {

    private final RouteTable table = RouteTable.shipped();
    private final Authentication authentication;
    private final RouteDecision decision;
    private final CurrentRequester current;

    @Inject
    public RouteGuards(Authentication authentication, RouteDecision decision, CurrentRequester current) {
        this.authentication = authentication;
        this.decision = decision;
        this.current = current;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Optional<Route> route = Route.of(resource.getResourceClass(), resource.getResourceMethod());
        if (route.isEmpty()) {
            // Jersey's own answers to OPTIONS: not annotated, and refused by the Door before they are reached.
            return;
        }
        Action action = table.action(route.get())
                .orElseThrow(() -> new IllegalStateException("no row in routes.tsv for " + route.get()));
        context.register(
                new RouteGuard(action, takesForm(resource.getResourceMethod()), authentication, decision, current),
                Priorities.AUTHENTICATION);
    }

    private static boolean takesForm(Method method) {
        return method.isAnnotationPresent(Consumes.class)
                && List.of(method.getAnnotation(Consumes.class).value())
                        .contains(MediaType.APPLICATION_FORM_URLENCODED);
    }
}
