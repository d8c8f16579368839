package vn.khoso.server.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.khoso.schemas.rights.Action;

/**
 * Which action each route is ({@code routes.tsv}: method, address, action). A route without a row is not deployed, and a row without
 * a route fails the build: the table is the list of what can be asked of this server.
 */
public final class RouteTable {

    private final Map<Route, Action> rows;

    private RouteTable(Map<Route, Action> rows) {
        this.rows = rows;
    }

    /** @throws IllegalStateException when a line is not a row, or a route stands there twice */
    public static RouteTable shipped() {
        Map<Route, Action> rows = new LinkedHashMap<>();
        try (InputStream in = RouteTable.class.getResourceAsStream("routes.tsv")) {
            if (in == null) {
                throw new IllegalStateException("routes.tsv is missing");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(line -> read(line, rows));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new RouteTable(rows);
    }

    public Optional<Action> action(Route route) {
        return Optional.ofNullable(rows.get(route));
    }

    public java.util.Set<Route> routes() {
        return java.util.Collections.unmodifiableSet(rows.keySet());
    }

    private static void read(String line, Map<Route, Action> rows) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 3) {
            throw new IllegalStateException("not a row of routes.tsv: " + line);
        }
        if (rows.put(new Route(cells[0], cells[1]), Action.valueOf(cells[2])) != null) {
            throw new IllegalStateException("twice in routes.tsv: " + line);
        }
    }
}
