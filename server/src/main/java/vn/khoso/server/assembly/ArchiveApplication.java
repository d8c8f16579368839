package vn.khoso.server.assembly;

import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import vn.khoso.access.http.DipsResource;
import vn.khoso.access.http.OaiResource;
import vn.khoso.access.http.RecordsResource;
import vn.khoso.access.http.SparqlResource;
import vn.khoso.ingest.http.JobsResource;
import vn.khoso.ingest.http.ReceiptProofResource;
import vn.khoso.ingest.http.SipsResource;
import vn.khoso.preservation.http.CertificateResource;
import vn.khoso.preservation.http.EventsResource;
import vn.khoso.preservation.http.FixityCoverageResource;
import vn.khoso.preservation.http.FixityResource;
import vn.khoso.preservation.http.JournalTreeResource;
import vn.khoso.preservation.http.RetentionResource;
import vn.khoso.server.administration.http.AccountsResource;
import vn.khoso.server.administration.http.ClientsResource;
import vn.khoso.server.administration.http.SessionResource;
import vn.khoso.server.contract.ContractResource;
import vn.khoso.server.health.HealthResource;
import vn.khoso.server.problem.FaultMapper;
import vn.khoso.server.problem.LastResortMapper;
import vn.khoso.server.problem.RefusalMapper;
import vn.khoso.server.records.RecordProofResource;
import vn.khoso.server.records.RecordRetentionResource;
import vn.khoso.server.security.Door;
import vn.khoso.server.security.RouteGuards;
import vn.khoso.server.web.AccountPages;
import vn.khoso.server.web.AssetsResource;
import vn.khoso.server.web.ChosenLanguage;
import vn.khoso.server.web.FixityPages;
import vn.khoso.server.web.HomePages;
import vn.khoso.server.web.IngestPages;
import vn.khoso.server.web.PasswordPages;
import vn.khoso.server.web.ProblemPages;
import vn.khoso.server.web.RecordPages;
import vn.khoso.server.web.RetentionPages;
import vn.khoso.server.web.SearchPages;
import vn.khoso.server.web.SignInPages;

/**
 * Every route of the server: what is not named here does not exist.
 *
 * <p>Registered in {@code web.xml} as a filter over every address, so that it stands before the servlets which the container
 * itself hangs into the application ({@code /metrics}, {@code /openapi}).
 */
public final class ArchiveApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                // the edge
                Door.class,
                ChosenLanguage.class,
                RouteGuards.class,
                FaultMapper.class,
                RefusalMapper.class,
                LastResortMapper.class,
                ProblemPages.class,
                // operations
                HealthResource.class,
                ContractResource.class,
                // ingest
                SipsResource.class,
                JobsResource.class,
                ReceiptProofResource.class,
                // preservation
                FixityResource.class,
                FixityCoverageResource.class,
                RetentionResource.class,
                EventsResource.class,
                JournalTreeResource.class,
                CertificateResource.class,
                // access
                RecordsResource.class,
                RecordRetentionResource.class,
                RecordProofResource.class,
                DipsResource.class,
                OaiResource.class,
                SparqlResource.class,
                // administration
                SessionResource.class,
                AccountsResource.class,
                ClientsResource.class,
                // pages
                AssetsResource.class,
                HomePages.class,
                PasswordPages.class,
                SignInPages.class,
                SearchPages.class,
                RecordPages.class,
                IngestPages.class,
                RetentionPages.class,
                FixityPages.class,
                AccountPages.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.server.wadl.disableWadl", true,
                // An answer without entity stays ours; the container's error page names the container.
                "jersey.config.server.response.setStatusOverSendError", true);
    }
}
