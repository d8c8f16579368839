package vn.khoso.ingest.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.ResultJson;
import vn.khoso.schemas.codec.json.ResultReader;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.tthc.AdministrativeResult;

/**
 * The deposits of a made-up province: 180 that are good and 20 that must be refused, each for a reason known before.
 *
 * <p>The same seed gives the same bytes on the same Java. Every deposit can be sent by an account of {@link #PROVINCE};
 * its own {@link DemoSip#producer()} may send it too. Safe for use by many threads.
 */
public final class DemoProvince {

    /** The body above all producers of the demonstration. */
    public static final AgencyCode PROVINCE = new AgencyCode("H56");

    /** Deposits of {@link #sips()} that are accepted. */
    public static final int GOOD = 180;

    private static final int MOST_RECORDS = 12;

    /** Numbers of register pages begin here, far from those of {@link #sip}. */
    private static final int REGISTERS = 50_000;

    private final long seed;
    private final DemoResults results = new DemoResults();
    private final DemoPages pages = new DemoPages();

    public DemoProvince(long seed) {
        this.seed = seed;
    }

    /** All 200 deposits, refused ones spread among the good; made one at a time as the stream is read. */
    public Stream<DemoSip> sips() {
        List<DemoRefusal> refusals = DemoRefusal.all();
        int stretch = GOOD / refusals.size();
        return IntStream.range(0, refusals.size())
                .boxed()
                .flatMap(turn -> Stream.concat(
                        IntStream.range(turn * stretch, (turn + 1) * stretch).mapToObj(this::plain),
                        Stream.of(turn).map(n -> refused(refusals.get(n), GOOD + n))));
    }

    /** A good deposit of one scanned result, about 0.3 MB; every {@code n} gives another one. For the bench. */
    public DemoSip sip(int n) {
        return good(GOOD + MOST_RECORDS + n, 1, true);
    }

    /**
     * A register page: one scan that carries many public results, as old books do. Fills a catalogue quickly through the
     * whole pipeline, for benches of search and harvest.
     */
    public DemoSip register(int n, int records) {
        int number = REGISTERS + n;
        List<AdministrativeResult> described = results(number, records);
        String page = described.getFirst().files().getFirst().value();
        DemoBag bag = new DemoBag(name(number));
        bag.put(page, pages.pdf(described.getFirst(), true, number));
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (AdministrativeResult result : described) {
            ObjectNode record = ResultJson.write(result);
            record.put("accessMode", "01");
            record.put("numberOfPage", described.getFirst().pageCount());
            record.putArray("files").add(page);
            json.add(record);
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("schema", ResultReader.SCHEMA);
        root.set("records", json);
        bag.put(ResultReader.PATH, CanonicalJson.bytes(root));
        bag.close(PROVINCE, described.getFirst().issuingAgencyName());
        return new DemoSip(name(number) + ".zip", PROVINCE, bag.zip(Map.of()), records, Optional.empty());
    }

    /** File name to the finding for which it must be refused. */
    public Map<String, FindingCode> expectedRefusals() {
        Map<String, FindingCode> expected = new TreeMap<>();
        List<DemoRefusal> refusals = DemoRefusal.all();
        for (int n = 0; n < refusals.size(); n++) {
            expected.put(name(GOOD + n) + ".zip", refusals.get(n).code());
        }
        return expected;
    }

    private DemoSip plain(int n) {
        int records = n % 9 == 4 ? 2 + n % (MOST_RECORDS - 1) : 1;
        return good(n, records, n % 3 == 0);
    }

    private DemoSip good(int n, int records, boolean scanned) {
        List<AdministrativeResult> described = results(n, records);
        DemoBag bag = bag(n, described, scanned, record -> {});
        return new DemoSip(name(n) + ".zip", producer(described), bag.zip(Map.of()), records, Optional.empty());
    }

    private DemoSip refused(DemoRefusal refusal, int n) {
        List<AdministrativeResult> described = results(n, 1);
        DemoBag bag = bag(n, described, false, refusal.describe());
        refusal.spoil().accept(bag, described.getFirst().files().getFirst().value());
        return new DemoSip(
                name(n) + ".zip", producer(described), bag.zip(refusal.strays()), 1, Optional.of(refusal.code()));
    }

    private List<AdministrativeResult> results(int n, int count) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + n);
        List<AdministrativeResult> all = new ArrayList<>();
        for (int ordinal = 0; ordinal < count; ordinal++) {
            all.add(results.result(random, seed, n, ordinal));
        }
        return all;
    }

    private DemoBag bag(
            int n,
            List<AdministrativeResult> described,
            boolean scanned,
            java.util.function.Consumer<ObjectNode> describe) {
        DemoBag bag = new DemoBag(name(n));
        ArrayNode records = JsonNodeFactory.instance.arrayNode();
        for (int ordinal = 0; ordinal < described.size(); ordinal++) {
            AdministrativeResult result = described.get(ordinal);
            boolean scan = scanned || result.confidenceLevel().equals("02") && ordinal == 0;
            bag.put(result.files().getFirst().value(), pages.pdf(result, scan, n * 100 + ordinal));
            ObjectNode record = ResultJson.write(result);
            if (n % 10 == 7) {
                // Some makers' computers write Vietnamese with loose marks; the archive must not mind.
                record.put("ownerName", Normalizer.normalize(result.owner().name(), Normalizer.Form.NFD));
            }
            records.add(record);
        }
        describe.accept((ObjectNode) records.get(0));
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("schema", ResultReader.SCHEMA);
        root.set("records", records);
        bag.put(ResultReader.PATH, CanonicalJson.bytes(root));
        bag.close(producer(described), described.getFirst().issuingAgencyName());
        return bag;
    }

    /** The body that may send all of them: their own if they share one, else the province. */
    private static AgencyCode producer(List<AdministrativeResult> described) {
        List<AgencyCode> agencies = described.stream()
                .map(AdministrativeResult::custodianAgency)
                .distinct()
                .toList();
        return agencies.size() == 1 ? agencies.getFirst() : PROVINCE;
    }

    private static String name(int n) {
        return String.format(Locale.ROOT, "kho-%05d", n + 1);
    }
}
