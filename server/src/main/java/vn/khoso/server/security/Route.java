package vn.khoso.server.security;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One thing that can be asked: a method and an address template such as {@code /api/v1/records/{id}}.
 *
 * <p>Parameter expressions ({@code {id: .+}}) are left out of the template.
 */
public record Route(String method, String template) {

    /** All routes of a resource class, read from its annotations and those of its interfaces. */
    public static List<Route> of(Class<?> resource) {
        List<Route> routes = new ArrayList<>();
        for (Method method : resource.getMethods()) {
            of(resource, method).ifPresent(routes::add);
        }
        return routes;
    }

    /** The route of one method; empty when it is none. */
    public static Optional<Route> of(Class<?> resource, Method method) {
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> Optional.ofNullable(type.getAnnotation(HttpMethod.class)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(verb -> new Route(verb.value(), template(resource, method)));
    }

    private static String template(Class<?> resource, Method method) {
        String joined = "/" + path(resource.getAnnotation(Path.class)) + "/" + path(method.getAnnotation(Path.class));
        String plain = joined.replaceAll("\\{\\s*([\\w.-]+)\\s*:(?:[^{}]|\\{[^{}]*\\})*\\}", "{$1}")
                .replaceAll("/{2,}", "/");
        return plain.length() > 1 && plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static String path(@org.jspecify.annotations.Nullable Path path) {
        return path == null ? "" : path.value();
    }
}
