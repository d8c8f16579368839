package vn.khoso.preservation.crashfs;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.khoso.preservation.crashfs.Chooser.Question;

/**
 * Follows the steps of a process and knows which states of the medium a power cut may leave at any time.
 *
 * <p>What POSIX lets a disk forget: the bytes of a file that were not flushed are absent, zeros, or torn at a sector; a
 * name that was made, replaced or removed in a folder that was not flushed is as before or as after, whatever became of
 * other names and of the bytes. Assumed of the file system, as all with a journal keep it: a rename is one change, so a
 * folder never stands under both names nor under none; of a renamed file the old name may come back beside the new one.
 */
final class PowerCut {

    private static final int NONE = -1;

    private final Map<Integer, TreeMap<String, Integer>> folders = new HashMap<>();
    private final Map<Integer, Sectors> files = new HashMap<>();
    private final Set<Integer> failed = new HashSet<>();
    private final List<Change> open = new ArrayList<>();
    private int at;

    PowerCut(Image base) {
        base.folders().forEach((number, entries) -> folders.put(number, new TreeMap<>(entries)));
        base.files().forEach((number, bytes) -> files.put(number, new Sectors(bytes)));
    }

    /** A change of names that is not flushed; {@code at} numbers the steps. */
    private sealed interface Change {
        int at();
    }

    private record Entry(int at, int folder, String name, int inode) implements Change {}

    private record Move(int at, Step.Rename rename) implements Change {}

    /** What becomes of an open rename. */
    private enum Moved {
        UNDONE,
        DONE,
        BOTH
    }

    /** What may stand under one name. */
    private record Value(int at, int inode) {}

    /** Steps whose changes of names are open. */
    List<Integer> openSteps() {
        return open.stream().map(Change::at).toList();
    }

    void follow(Step step) {
        switch (step) {
            case Step.Put put -> {
                if (put.isFolder()) {
                    folders.put(put.inode(), new TreeMap<>());
                } else {
                    files.put(put.inode(), new Sectors(new byte[0]));
                }
                open.add(new Entry(at, put.folder(), put.name(), put.inode()));
            }
            case Step.Drop drop -> open.add(new Entry(at, drop.folder(), drop.name(), NONE));
            case Step.Rename rename -> open.add(new Move(at, rename));
            case Step.Data data -> files.get(data.file()).written(data.now());
            case Step.Flush flush -> flush(flush.inode());
            case Step.FailedFlush flush -> failed.add(flush.inode());
        }
        at++;
    }

    private void flush(int inode) {
        if (failed.contains(inode)) {
            return;
        }
        if (files.containsKey(inode)) {
            files.get(inode).flushed();
            return;
        }
        for (Change change : List.copyOf(open)) {
            switch (change) {
                case Entry entry -> {
                    if (entry.folder() == inode) {
                        open.remove(entry);
                        folders.get(inode).put(entry.name(), entry.inode());
                    }
                }
                case Move move -> {
                    if (open.contains(move)
                            && (move.rename().to() == inode || move.rename().from() == inode)) {
                        flush(move, inode);
                    }
                }
            }
        }
        folders.get(inode).values().removeIf(entry -> entry == NONE);
    }

    private void flush(Move move, int folder) {
        Step.Rename rename = move.rename();
        // Where it had been before, it is not: renames of one thing are in order.
        for (Change before : List.copyOf(open.subList(0, open.indexOf(move)))) {
            if (before instanceof Move earlier && earlier.rename().inode() == rename.inode()) {
                stands(earlier, earlier.rename().from(), earlier.rename().name(), NONE);
                open.remove(earlier);
            }
        }
        int position = open.indexOf(move);
        boolean oldNameStays = !rename.isFolder() && folder != rename.from();
        if (oldNameStays) {
            open.set(position, new Entry(move.at(), rename.from(), rename.name(), NONE));
        } else {
            stands(move, rename.from(), rename.name(), NONE);
            open.remove(move);
        }
        stands(move, rename.to(), rename.newName(), rename.inode());
    }

    /** A name is on the medium; what was to stand there before does not matter any more. */
    private void stands(Change change, int folder, String name, int inode) {
        open.removeIf(other -> other.at() < change.at()
                && other instanceof Entry entry
                && entry.folder() == folder
                && entry.name().equals(name));
        if (inode == NONE) {
            folders.get(folder).remove(name);
        } else {
            folders.get(folder).put(name, inode);
        }
    }

    /** One state, as the chooser wants it. */
    Image state(Chooser chooser) {
        Map<Integer, Moved> moved = new HashMap<>();
        Set<Integer> gone = new HashSet<>();
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i) instanceof Move move) {
                moved.put(move.at(), moved(move, gone, chooser));
            }
        }
        Map<Integer, Map<String, List<Value>>> values = values(moved);
        Map<Integer, SortedMap<String, Integer>> names = new HashMap<>();
        Map<Integer, byte[]> bytes = new HashMap<>();
        visit(Image.ROOT, values, chooser, names, bytes);
        return new Image(names, bytes);
    }

    /** A later rename of the same thing took place only after this one. */
    private static Moved moved(Move move, Set<Integer> gone, Chooser chooser) {
        if (gone.contains(move.rename().inode())) {
            return Moved.DONE;
        }
        List<Integer> answers = ways(move).stream()
                .map(way -> way == Moved.UNDONE ? Chooser.BEFORE : move.at())
                .toList();
        Moved picked = ways(move).get(chooser.pick(Question.RENAME, answers));
        if (picked != Moved.UNDONE) {
            gone.add(move.rename().inode());
        }
        return picked;
    }

    private static List<Moved> ways(Move move) {
        return move.rename().isFolder() || move.rename().from() == move.rename().to()
                ? List.of(Moved.UNDONE, Moved.DONE)
                : List.of(Moved.values());
    }

    private Map<Integer, Map<String, List<Value>>> values(Map<Integer, Moved> moved) {
        Map<Integer, Map<String, List<Value>>> values = new HashMap<>();
        for (Change change : open) {
            switch (change) {
                case Entry entry -> may(values, entry.folder(), entry.name(), new Value(entry.at(), entry.inode()));
                case Move move -> {
                    Step.Rename rename = move.rename();
                    Moved how = moved.get(move.at());
                    if (how == Moved.DONE) {
                        must(values, rename.from(), rename.name(), new Value(move.at(), NONE));
                    }
                    if (how != Moved.UNDONE) {
                        must(values, rename.to(), rename.newName(), new Value(move.at(), rename.inode()));
                    }
                }
            }
        }
        return values;
    }

    private List<Value> under(Map<Integer, Map<String, List<Value>>> values, int folder, String name) {
        return values.computeIfAbsent(folder, any -> new LinkedHashMap<>())
                .computeIfAbsent(
                        name,
                        any -> new ArrayList<>(List.of(
                                new Value(Chooser.BEFORE, folders.get(folder).getOrDefault(name, NONE)))));
    }

    private void may(Map<Integer, Map<String, List<Value>>> values, int folder, String name, Value value) {
        List<Value> under = under(values, folder, name);
        if (under.stream().noneMatch(other -> other.inode() == value.inode())) {
            under.add(value);
        }
    }

    private void must(Map<Integer, Map<String, List<Value>>> values, int folder, String name, Value value) {
        List<Value> under = under(values, folder, name);
        under.clear();
        under.add(value);
    }

    private void visit(
            int inode,
            Map<Integer, Map<String, List<Value>>> values,
            Chooser chooser,
            Map<Integer, SortedMap<String, Integer>> names,
            Map<Integer, byte[]> bytes) {
        if (files.containsKey(inode)) {
            if (!bytes.containsKey(inode)) {
                List<byte[]> states = files.get(inode).states();
                bytes.put(inode, states.get(states.size() == 1 ? 0 : chooser.pick(Question.BYTES, steps(states))));
            }
            return;
        }
        SortedMap<String, Integer> here = new TreeMap<>(folders.get(inode));
        values.getOrDefault(inode, Map.of()).forEach((name, under) -> {
            List<Integer> answers = under.stream().map(Value::at).toList();
            Value picked = under.get(under.size() == 1 ? 0 : chooser.pick(Question.NAME, answers));
            here.remove(name);
            if (picked.inode() != NONE) {
                here.put(name, picked.inode());
            }
        });
        names.put(inode, here);
        here.values().forEach(entry -> visit(entry, values, chooser, names, bytes));
    }

    private static List<Integer> steps(List<byte[]> states) {
        return states.stream().map(any -> Chooser.BEFORE).toList();
    }

    /** How many states there are, that differ in something that can be reached. */
    BigInteger count() {
        List<Move> moves = open.stream()
                .filter(Move.class::isInstance)
                .map(Move.class::cast)
                .toList()
                .reversed();
        return count(moves.iterator(), new HashMap<>(), new HashSet<>());
    }

    private BigInteger count(Iterator<Move> moves, Map<Integer, Moved> moved, Set<Integer> gone) {
        if (!moves.hasNext()) {
            return count(Image.ROOT, values(moved));
        }
        List<Move> rest = new ArrayList<>();
        moves.forEachRemaining(rest::add);
        Move move = rest.removeFirst();
        BigInteger sum = BigInteger.ZERO;
        List<Moved> ways = gone.contains(move.rename().inode()) ? List.of(Moved.DONE) : ways(move);
        for (Moved way : ways) {
            Map<Integer, Moved> next = new HashMap<>(moved);
            next.put(move.at(), way);
            Set<Integer> nextGone = new HashSet<>(gone);
            if (way != Moved.UNDONE) {
                nextGone.add(move.rename().inode());
            }
            sum = sum.add(count(rest.iterator(), next, nextGone));
        }
        return sum;
    }

    private BigInteger count(int inode, Map<Integer, Map<String, List<Value>>> values) {
        if (files.containsKey(inode)) {
            return BigInteger.valueOf(files.get(inode).states().size());
        }
        Map<String, List<Value>> open = values.getOrDefault(inode, Map.of());
        BigInteger product = BigInteger.ONE;
        for (Map.Entry<String, Integer> flushed : folders.get(inode).entrySet()) {
            if (!open.containsKey(flushed.getKey())) {
                product = product.multiply(count(flushed.getValue(), values));
            }
        }
        for (List<Value> under : open.values()) {
            BigInteger sum = BigInteger.ZERO;
            for (Value value : under) {
                sum = sum.add(value.inode() == NONE ? BigInteger.ONE : count(value.inode(), values));
            }
            product = product.multiply(sum);
        }
        return product;
    }
}
