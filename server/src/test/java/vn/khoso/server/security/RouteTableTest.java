package vn.khoso.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.khoso.server.assembly.ArchiveApplication;

/** The list of what can be asked of the server, against what the classes answer. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class RouteTableTest {

    private final Set<Route> deployed = new ArchiveApplication()
            .getClasses().stream()
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .flatMap(type -> Route.of(type).stream())
                    .collect(Collectors.toSet());

    @Test
    void every_route_has_a_row_and_every_row_a_route() {
        assertThat(RouteTable.shipped().routes()).containsExactlyInAnyOrderElementsOf(deployed);
    }

    @Test
    void no_resource_hides_routes_behind_a_locator() {
        assertThat(new ArchiveApplication()
                        .getClasses().stream()
                                .filter(type -> type.isAnnotationPresent(Path.class))
                                .flatMap(type -> java.util.stream.Stream.of(type.getMethods()))
                                .filter(method -> method.isAnnotationPresent(Path.class))
                                .filter(method -> Route.of(method.getDeclaringClass(), method)
                                        .isEmpty()))
                .isEmpty();
    }

    @Test
    void a_template_is_read_without_its_expressions() {
        assertThat(Route.of(Sample.class))
                .containsExactlyInAnyOrder(
                        new Route("GET", "/a/{id}/files/{rest}"), new Route("GET", "/a"), new Route("POST", "/a/{n}"));
    }

    @Path("/a/")
    static final class Sample {
        @jakarta.ws.rs.GET
        @Path("{id}/files/{rest: .+}")
        public void file() {}

        @jakarta.ws.rs.GET
        public void all() {}

        @jakarta.ws.rs.POST
        @Path("/{n : [0-9]{1,3}}/")
        public void one() {}
    }
}
