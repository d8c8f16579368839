package vn.khoso.server.contract;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;

/** The contract of the API (OpenAPI 3.1), for everybody: the file that the tests hold the routes to. */
@Path("api/openapi.yaml")
@Dependent
public final class ContractResource {

    private static final String CONTRACT = "/vn/khoso/schemas/openapi.yaml";

    /** The file as it is, in the media type of RFC 9512. */
    @GET
    @Produces("application/yaml")
    public byte[] contract() throws IOException {
        try (InputStream in = ContractResource.class.getResourceAsStream(CONTRACT)) {
            if (in == null) {
                throw new NotFoundException();
            }
            return in.readAllBytes();
        }
    }
}
