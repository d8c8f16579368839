package vn.khoso.preservation.http;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import vn.khoso.preservation.Seals;

/** The certificate of the archive's seal, for everybody: with it a receipt is verified offline. */
@Path("api/v1/certificate")
@Dependent
public final class CertificateResource {

    /** RFC 8555, 9.1. */
    private static final String PEM = "application/pem-certificate-chain";

    private final Seals seals;

    @Inject
    public CertificateResource(Seals seals) {
        this.seals = seals;
    }

    @GET
    @Produces(PEM)
    public Response certificate() {
        return Response.ok(seals.certificatePem(), PEM)
                .header("Content-Disposition", "attachment; filename=\"archive.pem\"")
                .build();
    }
}
