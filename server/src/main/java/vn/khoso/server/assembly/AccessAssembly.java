package vn.khoso.server.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import vn.khoso.access.Discovery;
import vn.khoso.access.Dissemination;
import vn.khoso.access.dip.DeliveryLedger;
import vn.khoso.access.dip.DipWorkshop;
import vn.khoso.access.dip.FolderDipWorkshop;
import vn.khoso.access.dip.KeptFiles;
import vn.khoso.access.discovery.lucene.LuceneSearchIndex;
import vn.khoso.access.followers.FollowerThread;
import vn.khoso.access.linkeddata.rdf4j.Rdf4jGraph;
import vn.khoso.access.oaipmh.CustodianRegister;
import vn.khoso.access.oaipmh.OaiIdentity;
import vn.khoso.access.oaipmh.OaiRepository;
import vn.khoso.access.rights.AccessKey;
import vn.khoso.access.rights.AccessRules;
import vn.khoso.preservation.Archive;
import vn.khoso.preservation.Catalogue;
import vn.khoso.preservation.Journal;
import vn.khoso.schemas.catalogue.HarvestWindow;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.server.configuration.Settings;

/** Finding and handing out. Index, graph and register of custodians are followers: each may be deleted and comes back. */
@ApplicationScoped
public class AccessAssembly {

    private static final Duration REST = Duration.ofMillis(500);
    private static final Duration DIP_LIFE = Duration.ofDays(2);
    private static final int LAG_CEILING = 10_000;
    private static final int OAI_PAGE = 500;

    @Produces
    @Singleton
    public AccessKey key(Settings settings) {
        return AccessKey.kept(settings.data().resolve("keys").resolve("access.key"));
    }

    @Produces
    @Singleton
    public LuceneSearchIndex index(Settings settings, AccessKey key, Catalogue catalogue, Clock clock) {
        return new LuceneSearchIndex(
                settings.data().resolve("index").resolve("search"),
                key,
                position -> catalogue.countChanges(HarvestWindow.everythingAfter(position), LAG_CEILING),
                clock);
    }

    public void close(@Disposes LuceneSearchIndex index) throws IOException {
        index.close();
    }

    @Produces
    @Singleton
    public Rdf4jGraph graph(Settings settings) {
        return new Rdf4jGraph(settings.data().resolve("index").resolve("graph"), settings.publicUrl());
    }

    public void close(@Disposes Rdf4jGraph graph) {
        graph.close();
    }

    @Produces
    @Singleton
    public CustodianRegister custodians(Settings settings) {
        return new CustodianRegister(settings.data().resolve("index").resolve("custodians"));
    }

    @Produces
    @Singleton
    public Followers followers(
            Catalogue catalogue, LuceneSearchIndex index, Rdf4jGraph graph, CustodianRegister custodians) {
        return new Followers(List.of(
                new FollowerThread(catalogue, index, REST),
                new FollowerThread(catalogue, graph, REST),
                new FollowerThread(catalogue, custodians, REST)));
    }

    @Produces
    @Singleton
    public Discovery discovery(
            LuceneSearchIndex index, Rdf4jGraph graph, Catalogue catalogue, AccessRules rules, Clock clock) {
        return new Discovery(index, graph, catalogue, rules, clock);
    }

    @Produces
    @Singleton
    public DipWorkshop workshop(Settings settings, Archive archive, Journal journal, IdentifierMint mint, Clock clock) {
        return new FolderDipWorkshop(
                settings.data().resolve("dips"), KeptFiles.of(archive), journal, mint, DIP_LIFE, clock);
    }

    @Produces
    @Singleton
    public Dissemination dissemination(
            Catalogue catalogue,
            Archive archive,
            AccessRules rules,
            DipWorkshop workshop,
            DeliveryLedger ledger,
            Clock clock) {
        return new Dissemination(catalogue, KeptFiles.of(archive), rules, workshop, ledger, clock);
    }

    @Produces
    @Singleton
    public DeliveryLedger ledger(Journal journal, IdentifierMint mint, Clock clock) {
        return new DeliveryLedger(journal, mint, clock);
    }

    @Produces
    @Singleton
    public OaiRepository oai(
            Settings settings,
            Catalogue catalogue,
            CustodianRegister sets,
            AccessRules rules,
            AccessKey key,
            Clock clock) {
        OaiIdentity identity = new OaiIdentity(
                settings.publicUrl() + "/oai",
                settings.archiveName(),
                settings.contact(),
                namespace(settings),
                OAI_PAGE);
        return new OaiRepository(identity, catalogue, sets, rules, key, clock);
    }

    /** The public host when it is a domain name; a name that is nobody's while the server has none. */
    private static String namespace(Settings settings) {
        String host = URI.create(settings.publicUrl()).getHost();
        return host != null && host.matches("[A-Za-z][A-Za-z0-9-]*(\\.[A-Za-z][A-Za-z0-9-]*)+")
                ? host
                : "khoso.invalid";
    }
}
