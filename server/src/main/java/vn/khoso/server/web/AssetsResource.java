package vn.khoso.server.web;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Style, script and fonts. A closed list: what is not in it does not exist. */
@Path("assets")
@Dependent
public final class AssetsResource {

    private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

    private static final Map<String, Asset> ASSETS = Map.of(
            "khoso.css",
            new Asset("/assets/khoso.css", "text/css;charset=UTF-8", false),
            "khoso.js",
            new Asset("/assets/khoso.js", "text/javascript;charset=UTF-8", false),
            "khoso.svg",
            new Asset("/assets/khoso.svg", "image/svg+xml", true),
            "htmx.min.js",
            new Asset(HTMX, "text/javascript;charset=UTF-8", true),
            "fonts/be-vietnam-pro-latin-400-normal.woff2",
            font("latin-400"),
            "fonts/be-vietnam-pro-latin-600-normal.woff2",
            font("latin-600"),
            "fonts/be-vietnam-pro-vietnamese-400-normal.woff2",
            font("vietnamese-400"),
            "fonts/be-vietnam-pro-vietnamese-600-normal.woff2",
            font("vietnamese-600"));

    /** @param lasting whether the name changes with the content, so that it may be cached for a year */
    record Asset(String resource, String type, boolean lasting) {}

    static Optional<Asset> find(String name) {
        return Optional.ofNullable(ASSETS.get(name));
    }

    @GET
    @Path("{name: .+}")
    public Response asset(@PathParam("name") String name) throws IOException {
        Asset asset = find(name).orElseThrow(NotFoundException::new);
        try (InputStream in = AssetsResource.class.getResourceAsStream(asset.resource())) {
            if (in == null) {
                throw new NotFoundException();
            }
            return Response.ok(in.readAllBytes(), asset.type())
                    .header(
                            "Cache-Control",
                            asset.lasting() ? "public, max-age=31536000, immutable" : "public, max-age=300")
                    .build();
        }
    }

    private static Asset font(String name) {
        return new Asset("/assets/fonts/be-vietnam-pro-" + name + "-normal.woff2", "font/woff2", true);
    }
}
