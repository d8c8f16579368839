package vn.khoso.preservation.storage.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.ObjectSurvey.Promise;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.PromisesParser;
import vn.khoso.preservation.storage.ocfl.StorageLayout;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.PackagePath;

/** One object of the bucket, as an audit reads it. */
final class S3StoredObject implements StoredObject {

    private static final Pattern SIDECAR_TEXT =
            Pattern.compile("([0-9a-f]{128})[ \t]+" + Pattern.quote(Inventory.FILE) + "\n?");
    private static final Promise DECLARED = new Promise(StorageLayout.OBJECT, sha256(StorageLayout.OBJECT_TEXT));

    private final S3Bucket bucket;
    private final S3ObjectFolder object;
    private final PromisesParser parser;

    S3StoredObject(S3Bucket bucket, S3ObjectFolder object, PromisesParser parser) {
        this.bucket = bucket;
        this.object = object;
        this.parser = parser;
    }

    @Override
    public Optional<ObjectSurvey> survey() {
        List<String> places = object.places();
        Optional<S3ObjectFolder.Sealed> newest = object.current().or(() -> object.newestOfVersions(places));
        if (newest.isEmpty()) {
            if (places.isEmpty()) {
                requireRoot();
                return Optional.empty();
            }
            return Optional.of(new ObjectSurvey(object.aip(), Optional.empty(), List.of(), List.of(), List.of()));
        }
        List<Promise> promised = promised(newest.get());
        Set<String> named = new HashSet<>();
        promised.forEach(promise -> named.add(promise.place()));
        Inventory inventory = newest.get().inventory();
        return Optional.of(new ObjectSurvey(
                object.aip(),
                Optional.of(new ObjectSurvey.Head(
                        inventory.head(), inventory.headVersion().created())),
                promised,
                List.of(),
                places.stream().filter(place -> !named.contains(place)).sorted().toList()));
    }

    /** An empty bucket has no objects either: only a root that says what it is can miss one. */
    private void requireRoot() {
        if (bucket.read(S3Volume.OCFL + StorageLayout.DECLARATION, 0, 1, Optional.empty())
                .found()
                .isEmpty()) {
            throw Faults.unavailable("the volume refused: its storage root does not say what it is");
        }
    }

    private List<Promise> promised(S3ObjectFolder.Sealed newest) {
        int head = newest.inventory().head();
        List<Promise> promised = new ArrayList<>();
        promised.add(DECLARED);
        add(promised, "", newest.digest());
        for (int number = 1; number < head; number++) {
            add(promised, "v" + number + "/", sealedBy(number));
        }
        add(promised, "v" + head + "/", newest.digest());
        promised.addAll(content(newest));
        return promised;
    }

    /** The same as other media promise: by the lean reader, that every content has a SHA-256. */
    private List<Promise> content(S3ObjectFolder.Sealed newest) {
        try {
            return parser.parse(newest.bytes()).content();
        } catch (IOException foreign) {
            return newest.inventory().manifest().values().stream()
                    .map(content -> new Promise(content.place(), content.sha256()))
                    .toList();
        }
    }

    private static void add(List<Promise> promised, String folder, Fixity digest) {
        promised.add(new Promise(folder + Inventory.FILE, digest));
        promised.add(new Promise(folder + Inventory.SIDECAR, sha256(Inventory.sidecar(digest))));
    }

    /** What an older version's sidecar names; when it names nothing, what lies beside it, so that the sidecar is found altered. */
    private Fixity sealedBy(int number) {
        Matcher text = SIDECAR_TEXT.matcher(
                new String(bytes(object.version(number) + Inventory.SIDECAR), StandardCharsets.UTF_8));
        return text.matches()
                ? new Fixity(DigestAlgorithm.SHA_512, text.group(1))
                : Digests.fixity(DigestAlgorithm.SHA_512, bytes(object.version(number) + Inventory.FILE));
    }

    private byte[] bytes(String key) {
        return S3Read.of(bucket, key).map(S3Volume::bytes).orElseGet(() -> new byte[0]);
    }

    @Override
    public String placeOf(PackagePath path) {
        List<String> places = object.places();
        return object.current()
                .or(() -> object.newestOfVersions(places))
                .flatMap(found -> found.inventory().content(path))
                .map(Inventory.Content::place)
                .orElse(places.isEmpty() ? "." : Inventory.FILE);
    }

    @Override
    public ReadableByteChannel open(String place) {
        return new Channel(S3Read.of(bucket, object.key(place))
                .orElseThrow(() -> new ContentMissing(object.aip() + " " + place + " is not on the volume")));
    }

    /** A store that fails while it is read is an input error to whoever reads. */
    private static final class Channel implements ReadableByteChannel {

        private final S3Read read;
        private boolean open = true;

        Channel(S3Read read) {
            this.read = read;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            byte[] bytes = new byte[Math.min(into.remaining(), 256 * 1024)];
            try {
                int count = read.read(bytes, 0, bytes.length);
                if (count > 0) {
                    into.put(bytes, 0, count);
                }
                return count;
            } catch (ArchiveFault trouble) {
                throw new IOException(trouble.getMessage(), trouble);
            }
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }

    private static Fixity sha256(String text) {
        return Digests.fixity(DigestAlgorithm.SHA_256, text.getBytes(StandardCharsets.UTF_8));
    }
}
