package vn.khoso.deploy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which rows of the route table were reached by somebody with a browser: the table says what a tour of all pages is. */
final class Visits {

    private static final Path TABLE = Path.of("../server/src/main/resources/vn/khoso/server/security/routes.tsv");

    /** What programs ask for. Whatever is not in here is for people, so a new page belongs to the tour by itself. */
    private static final List<String> FOR_PROGRAMS =
            List.of("/api/", "/health/", "/metrics", "/assets/", "/oai", "/sparql");

    /** The one page among them. */
    private static final String LETTER = "/api/v1/sips/{id}/report";

    private final List<Row> rows;
    private final Set<Row> visited = new TreeSet<>(Comparator.comparing(Row::toString));

    private Visits(List<Row> rows) {
        this.rows = rows;
    }

    /** One route for people. */
    private record Row(String method, String template) {

        boolean takes(String asked, String path) {
            return method.equals(asked) && path.matches(template.replaceAll("\\{[^}]+}", "[^/]+"));
        }

        int places() {
            return template.length() - template.replace("{", "").length();
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    static Visits ofTheRouteTable() throws IOException {
        try (Stream<String> lines = Files.lines(TABLE)) {
            return new Visits(lines.filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t"))
                    .map(cells -> new Row(cells[0], cells[1]))
                    .filter(row -> row.template().equals(LETTER)
                            || FOR_PROGRAMS.stream().noneMatch(row.template()::startsWith))
                    .sorted(Comparator.comparingInt(Row::places))
                    .toList());
        }
    }

    /** Counts what this browser is answered from now on: pages that were shown, forms that were taken, files that were saved. */
    void follow(BrowserContext context) {
        context.onResponse(this::note);
        context.onPage(page -> page.onDownload(file -> reached("GET", file.url())));
    }

    private void note(Response response) {
        String method = response.request().method();
        boolean answered = method.equals("GET")
                ? response.status() == 200
                        && response.headers().getOrDefault("content-type", "").startsWith("text/html")
                : response.status() < 400;
        if (answered) {
            reached(method, response.url());
        }
    }

    private void reached(String method, String address) {
        String path = URI.create(address).getPath();
        rows.stream().filter(row -> row.takes(method, path)).findFirst().ifPresent(visited::add);
    }

    /** The rows that nobody reached. */
    List<String> missing() {
        return rows.stream()
                .filter(row -> !visited.contains(row))
                .map(Row::toString)
                .toList();
    }
}
