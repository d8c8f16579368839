package vn.khoso.preservation.crashfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.khoso.preservation.crashfs.PowerCuts.Known;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;

/** The works of the gate but those of the tree over the journal. */
final class Works {

    private Works() {}

    /** Packages one after the other, each with its journal entry on storage before the receipt. */
    record Ingest(Packages packages, Image base, List<Event> events, List<AipId> aips) implements Work {

        static Ingest of(Packages packages, List<AipId> aips) {
            return new Ingest(packages, World.fresh(), World.events(1, aips.size()), aips);
        }

        @Override
        public void run(World world, Runnable promised) {
            for (int i = 0; i < aips.size(); i++) {
                packages.kept(world.storage().create(packages.version(aips.get(i), 1)));
                world.segments().shipUpTo(i + 1L);
                promised.run();
            }
        }

        @Override
        public int promisesAgain(int before) {
            return aips.size();
        }

        @Override
        public long shipped(int promises) {
            return promises;
        }

        @Override
        public void judge(World world, CrashFileSystem system, int promises) {
            Map<AipId, Integer> promised = new HashMap<>();
            aips.subList(0, promises).forEach(aip -> promised.put(aip, 1));
            packages.judge(world, system, promised);
        }
    }

    /** The second version of an acknowledged package. */
    record Update(Packages packages, Image base, List<Event> events) implements Work {

        static Update of(Packages packages) {
            return new Update(packages, ingested(packages), World.events(1, 2));
        }

        @Override
        public void run(World world, Runnable promised) {
            packages.kept(world.storage().update(packages.version(Packages.FIRST, 2)));
            world.segments().shipUpTo(2);
            promised.run();
        }

        @Override
        public int promisesAgain(int before) {
            return 1;
        }

        @Override
        public long shipped(int promises) {
            return 1 + promises;
        }

        @Override
        public void judge(World world, CrashFileSystem system, int promises) {
            packages.judge(world, system, Map.of(Packages.FIRST, 1 + promises));
        }
    }

    /** Entries shipped in three goes, as they come; the second with several lines in one write. */
    record Ship(Image base, List<Event> events) implements Work {

        private static final List<Integer> GOES = List.of(1, 4, 5);

        static Ship of() {
            return new Ship(World.fresh(), World.events(1, GOES.getFirst()));
        }

        @Override
        public void run(World world, Runnable promised) {
            int held = 0;
            for (int go : GOES) {
                if (held > 0) {
                    world.journal().append(World.events(held + 1, go));
                }
                held = go;
                world.segments().shipPending();
                promised.run();
            }
        }

        @Override
        public int promisesAgain(int before) {
            return GOES.size();
        }

        @Override
        public long shipped(int promises) {
            return promises == 0 ? 0 : GOES.get(promises - 1);
        }

        @Override
        public void judge(World world, CrashFileSystem system, int promises) {
            // The journal is judged in any case.
        }
    }

    /** A copy made, or put right, from another volume. The good one is never touched, so this one may be as bad as before. */
    record Repair(Packages packages, Image base, List<Event> events, Image good) implements Work {

        /** @param bad what lies on this volume before, with what has been shipped to it */
        static Repair of(Packages packages, Image bad, int events) {
            return new Repair(packages, bad, World.events(1, events), updated(packages));
        }

        @Override
        public void run(World world, Runnable promised) {
            try (World there = new World(new CrashFileSystem(good), World.journal(World.events(1, 2)))) {
                StoredVersion wanted = there.storage().head(Packages.FIRST).orElseThrow();
                world.storage().takeOver(wanted, there.objects(), bytes -> {});
            }
            promised.run();
        }

        @Override
        public int promisesAgain(int before) {
            return 1;
        }

        @Override
        public long shipped(int promises) {
            return events.size();
        }

        @Override
        public void judge(World world, CrashFileSystem system, int promises) {
            if (promises == 0) {
                SortedMap<String, String> now = objects(system.disk().image());
                if (now.isEmpty() || now.equals(objects(base))) {
                    return;
                }
            }
            packages.judge(world, system, Map.of(Packages.FIRST, 2));
        }

        /** Files of objects by their places, without the root's own. */
        private static SortedMap<String, String> objects(Image image) {
            SortedMap<String, String> objects = new TreeMap<>();
            image.walk((place, bytes) -> {
                if (place.matches("/volume/ocfl/[0-9a-f]{2}/.*")) {
                    objects.put(place, Arrays.hashCode(bytes) + ":" + bytes.length);
                }
            });
            return objects;
        }
    }

    /** A start after a cut, into which a second cut comes. */
    record Restart(Work before, Image base, Known known) implements Work {

        @Override
        public List<Event> events() {
            return known.events();
        }

        @Override
        public void run(World world, Runnable promised) {
            // Opening was all.
        }

        @Override
        public int promisesAgain(int before) {
            return 0;
        }

        @Override
        public long shipped(int promises) {
            return before.shipped(known.promises());
        }

        @Override
        public void judge(World world, CrashFileSystem system, int promises) {
            before.judge(world, system, known.promises());
        }
    }

    /** A volume on which the first package is kept, with its entry. */
    static Image ingested(Packages packages) {
        CrashFileSystem system = new CrashFileSystem(World.fresh());
        try (World world = new World(system, World.journal(World.events(1, 1)))) {
            packages.kept(world.storage().create(packages.version(Packages.FIRST, 1)));
            world.segments().shipUpTo(1);
        }
        return system.disk().image();
    }

    /** The same with its second version. */
    static Image updated(Packages packages) {
        CrashFileSystem system = new CrashFileSystem(ingested(packages));
        try (World world = new World(system, World.journal(World.events(1, 2)))) {
            packages.kept(world.storage().update(packages.version(Packages.FIRST, 2)));
            world.segments().shipUpTo(2);
        }
        return system.disk().image();
    }

    /** The same with one bit of a file turned. */
    static Image damaged(Image image, String ending) {
        Optional<Integer> file = image.find(place -> place.endsWith(ending));
        assertThat(file).as(ending).isPresent();
        byte[] bytes = image.files().get(file.get()).clone();
        bytes[bytes.length / 2] ^= 1;
        Map<Integer, byte[]> files = new HashMap<>(image.files());
        files.put(file.get(), bytes);
        return new Image(image.folders(), files);
    }
}
