package vn.khoso.preservation.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.VolumeEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventType;

/** What events say of copies and volumes, so that the journal alone can make their rows again. */
public final class CopiesDetail {

    private static final String COPIES = "copies";
    private static final String VERSION = "version";
    private static final String VOLUME = "volume";
    private static final String STATE = "copy";
    private static final String DUE = "dueBy";
    private static final String JOINED = "volumeJoined";
    private static final String NAME = "volumeName";
    private static final String HOLDS = "holds";
    private static final String REPLACES = "replaces";

    private CopiesDetail() {}

    /**
     * A copy when its package was kept.
     *
     * @param dueBy until when it is to be made; empty when it stands
     */
    public record Copy(UUID volume, Optional<Instant> dueBy) {

        /** The row that follows from it. @param at when the package was kept: read back at that time where it stands */
        public CopyEntry entry(AipId aip, int version, Instant at) {
            return dueBy.isPresent()
                    ? new CopyEntry(aip, version, volume, CopyEntry.State.OWED, at, dueBy, Optional.empty())
                    : new CopyEntry(aip, version, volume, CopyEntry.State.KEPT, at, Optional.empty(), Optional.of(at));
        }
    }

    /**
     * A volume comes into use.
     *
     * @param holds whether it holds every package kept until then; else a copy of each is owed to it
     * @param dueBy until when these are to be made
     * @param replaces the volume that had its name before, which is given up
     */
    public record Joining(VolumeEntry volume, boolean holds, Instant dueBy, Optional<UUID> replaces) {}

    /** In the detail of the event by which a package is kept. */
    static void write(List<Copy> copies, Map<String, String> detail) {
        if (!copies.isEmpty()) {
            detail.put(
                    COPIES,
                    copies.stream()
                            .map(copy -> copy.volume()
                                    + copy.dueBy()
                                            .map(due -> " owed until " + due)
                                            .orElse(" kept"))
                            .collect(Collectors.joining(", ")));
        }
    }

    static List<Copy> read(Map<String, String> detail) {
        List<Copy> copies = new ArrayList<>();
        String text = detail.getOrDefault(COPIES, "");
        for (String one : text.isEmpty() ? new String[0] : text.split(", ")) {
            String[] words = one.split(" ");
            copies.add(new Copy(
                    UUID.fromString(words[0]),
                    words.length > 2 ? Optional.of(Instant.parse(words[3])) : Optional.empty()));
        }
        return copies;
    }

    /** Of one copy that came into another state. */
    public static Map<String, String> write(CopyEntry copy) {
        Map<String, String> detail = new TreeMap<>();
        detail.put(VOLUME, copy.volume().toString());
        detail.put(VERSION, Integer.toString(copy.version()));
        detail.put(STATE, copy.state().name());
        copy.dueBy().ifPresent(due -> detail.put(DUE, due.toString()));
        return detail;
    }

    /** The copy that came into another state with this event; empty for every other event. */
    public static Optional<CopyEntry> changed(Event event) {
        Map<String, String> detail = event.detail();
        if (event.type() != EventType.REPLICATION || !detail.containsKey(STATE)) {
            return Optional.empty();
        }
        CopyEntry.State state = CopyEntry.State.valueOf(detail.getOrDefault(STATE, ""));
        return Optional.of(new CopyEntry(
                AipId.parse(event.objects().getFirst()),
                Integer.parseInt(detail.getOrDefault(VERSION, "")),
                UUID.fromString(detail.getOrDefault(VOLUME, "")),
                state,
                event.at(),
                Optional.ofNullable(detail.get(DUE)).map(Instant::parse),
                state == CopyEntry.State.KEPT ? Optional.of(event.at()) : Optional.empty()));
    }

    public static Map<String, String> write(Joining joining) {
        Map<String, String> detail = new TreeMap<>();
        detail.put(JOINED, joining.volume().id().toString());
        detail.put(NAME, joining.volume().name());
        detail.put(HOLDS, Boolean.toString(joining.holds()));
        detail.put(DUE, joining.dueBy().toString());
        joining.replaces().ifPresent(old -> detail.put(REPLACES, old.toString()));
        return detail;
    }

    /** The volume that came into use with this event; empty for every other event. */
    public static Optional<Joining> joined(Event event) {
        Map<String, String> detail = event.detail();
        return event.type() == EventType.ADMINISTRATION && detail.containsKey(JOINED)
                ? Optional.of(new Joining(
                        new VolumeEntry(
                                UUID.fromString(detail.getOrDefault(JOINED, "")),
                                detail.getOrDefault(NAME, ""),
                                event.at()),
                        Boolean.parseBoolean(detail.get(HOLDS)),
                        Instant.parse(detail.getOrDefault(DUE, "")),
                        Optional.ofNullable(detail.get(REPLACES)).map(UUID::fromString)))
                : Optional.empty();
    }
}
