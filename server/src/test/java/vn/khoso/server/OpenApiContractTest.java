package vn.khoso.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.khoso.server.security.RouteTable;

/** Every route for programs is in the published contract. {@code RouteTableTest} holds the table to the resource classes. */
class OpenApiContractTest {

    /** Pages for people and protocols with a specification of their own are not in the contract. */
    private static final List<String> FOR_PROGRAMS = List.of("/api/v1/", "/health/", "/metrics", "/sparql");

    @Test
    void every_route_for_programs_is_in_the_contract() throws IOException {
        Set<String> routes = new TreeSet<>();
        try (InputStream table = Objects.requireNonNull(RouteTable.class.getResourceAsStream("routes.tsv"))) {
            new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .filter(row -> FOR_PROGRAMS.stream().anyMatch(row[1]::startsWith))
                    .forEach(row -> routes.add(row[0] + " " + row[1].replaceAll("\\{[^}]*}", "{}")));
        }
        assertThat(routes).isNotEmpty();
        Set<String> missing = new TreeSet<>(routes);
        missing.removeAll(contract());
        assertThat(missing).as("add these to schemas' openapi.yaml").isEmpty();
    }

    private static Set<String> contract() throws IOException {
        try (InputStream yaml = Objects.requireNonNull(
                OpenApiContractTest.class.getResourceAsStream("/vn/khoso/schemas/openapi.yaml"))) {
            JsonNode api = new YAMLMapper().readTree(yaml);
            Set<String> operations = new TreeSet<>();
            api.path("paths")
                    .properties()
                    .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                        String address = path.getKey().replaceAll("\\{[^}]*}", "{}");
                        operations.add(method.toUpperCase(Locale.ROOT) + " " + address);
                    }));
            return operations;
        }
    }
}
