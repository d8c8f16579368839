package vn.khoso.preservation.crashfs;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import vn.khoso.schemas.premis.Event;

/**
 * Cuts the power after every step of a recorded run and judges what the medium may then hold.
 *
 * <p>Where there are more states than the bound allows, the plain ones are taken (everything, nothing, names in order up to
 * each step, all but one step, one step alone, each with bytes whole, absent, zeroed and torn), then seeded ones.
 */
final class PowerCuts {

    private static final int TRIES = 4;

    private final Recording recording;
    private final Judge judge;
    private final List<String> complaints = new ArrayList<>();
    /** States judged already, with what had been acknowledged. */
    private final Map<String, Boolean> judged = new HashMap<>();

    PowerCuts(Recording recording, Judge judge) {
        this.recording = recording;
        this.judge = judge;
    }

    /**
     * What a process did to a disk.
     *
     * @param acknowledged after how many steps each promise was given, in order
     * @param entered after how many steps each event was in the database's journal, in order
     */
    record Recording(
            Image base, List<Step> steps, List<Integer> acknowledged, List<Event> events, List<Integer> entered) {

        private static int upTo(List<Integer> happened, int taken) {
            return (int) happened.stream().filter(at -> at <= taken).count();
        }

        /** The same with one step left out, as if the process had never asked for it. */
        Recording without(int step) {
            List<Step> rest = new ArrayList<>(steps);
            rest.remove(step);
            return new Recording(base, rest, earlier(acknowledged, step), events, earlier(entered, step));
        }

        private static List<Integer> earlier(List<Integer> happened, int step) {
            return happened.stream().map(at -> at > step ? at - 1 : at).toList();
        }

        /** What the archive had promised, and its database held, when this many steps were taken. */
        Known known(int taken) {
            return new Known(upTo(acknowledged, taken), events.subList(0, upTo(entered, taken)));
        }
    }

    /**
     * What no power cut may take.
     *
     * @param promises how many were given
     * @param events in the database's journal
     */
    record Known(int promises, List<Event> events) {}

    /** Starts what has to start from this medium and throws when a promise is broken. */
    @FunctionalInterface
    interface Judge {
        void judge(CrashFileSystem after, Known known);
    }

    /**
     * @param existing states after all steps together; equal ones after different steps are counted again
     * @param tried of them
     * @param distinct mediums among them, counted again when more had been promised
     * @param good of those that were tried
     */
    record Seen(int steps, BigInteger existing, long tried, long distinct, long good, List<String> complaints) {}

    Seen upTo(long bound, long seed) {
        List<BigInteger> counts = counts();
        long[] shares = shares(counts, bound);
        PowerCut cut = new PowerCut(recording.base());
        long tried = 0;
        long good = 0;
        for (int taken = 0; taken <= recording.steps().size(); taken++) {
            if (taken > 0) {
                cut.follow(recording.steps().get(taken - 1));
            }
            Known known = recording.known(taken);
            boolean all = counts.get(taken).compareTo(BigInteger.valueOf(shares[taken])) <= 0;
            List<Image> states = all ? every(cut) : some(cut, shares[taken], new Random(seed * 1_000_003 + taken));
            for (Image state : states) {
                tried++;
                if (good(state, known, taken)) {
                    good++;
                }
            }
        }
        BigInteger existing = counts.stream().reduce(BigInteger.ZERO, BigInteger::add);
        return new Seen(recording.steps().size(), existing, tried, judged.size(), good, List.copyOf(complaints));
    }

    private List<BigInteger> counts() {
        PowerCut cut = new PowerCut(recording.base());
        List<BigInteger> counts = new ArrayList<>(List.of(cut.count()));
        for (Step step : recording.steps()) {
            cut.follow(step);
            counts.add(cut.count());
        }
        return counts;
    }

    /** Small numbers whole, the rest of the bound in equal shares. */
    private static long[] shares(List<BigInteger> counts, long bound) {
        List<Integer> order = IntStream.range(0, counts.size())
                .boxed()
                .sorted(Comparator.comparing(counts::get))
                .toList();
        long[] shares = new long[counts.size()];
        long left = bound;
        for (int i = 0; i < order.size(); i++) {
            long fair = left / (order.size() - i);
            BigInteger count = counts.get(order.get(i));
            long share = count.min(BigInteger.valueOf(fair)).longValueExact();
            shares[order.get(i)] = share;
            left -= share;
        }
        return shares;
    }

    private static List<Image> every(PowerCut cut) {
        List<Image> states = new ArrayList<>();
        Chooser.Every chooser = new Chooser.Every();
        do {
            states.add(cut.state(chooser));
        } while (chooser.on());
        return states;
    }

    private static List<Image> some(PowerCut cut, long share, Random random) {
        List<Image> states = new ArrayList<>();
        Set<String> ways = new HashSet<>();
        List<Chooser> plain = new ArrayList<>(plain(cut.openSteps()));
        Collections.shuffle(plain.subList(Math.min(2, plain.size()), plain.size()), random);
        // At least half of the share is drawn at random, unless the plain ones are fewer.
        for (Chooser chooser : plain.subList(0, (int) Math.min(plain.size(), (share + 1) / 2))) {
            take(cut, chooser, ways, states);
        }
        for (long tries = 0; states.size() < share && tries < TRIES * share; tries++) {
            take(cut, Chooser.random(random), ways, states);
        }
        return states;
    }

    private static void take(PowerCut cut, Chooser chooser, Set<String> ways, List<Image> states) {
        Chooser.Noting noting = new Chooser.Noting(chooser);
        Image state = cut.state(noting);
        if (ways.add(noting.picks())) {
            states.add(state);
        }
    }

    private static List<Chooser> plain(List<Integer> open) {
        List<Chooser> plain = new ArrayList<>();
        plain.add(Chooser.upTo(Integer.MAX_VALUE, Chooser.Bytes.WHOLE));
        plain.add(Chooser.upTo(Chooser.BEFORE, Chooser.Bytes.ABSENT));
        for (Chooser.Bytes bytes : Chooser.Bytes.values()) {
            plain.add(Chooser.upTo(Integer.MAX_VALUE, bytes));
            for (int step : open) {
                plain.add(Chooser.upTo(step, bytes));
                plain.add(Chooser.without(step, bytes));
                plain.add(Chooser.only(step, bytes));
            }
        }
        return plain;
    }

    private boolean good(Image state, Known known, int taken) {
        String key = state.fingerprint() + "/" + known.promises() + "/"
                + known.events().size();
        return judged.computeIfAbsent(key, any -> judge(state, known, taken));
    }

    private boolean judge(Image state, Known known, int taken) {
        try {
            judge.judge(new CrashFileSystem(state), known);
            return true;
        } catch (AssertionError | RuntimeException broken) {
            String last =
                    taken == 0 ? "nothing" : String.valueOf(recording.steps().get(taken - 1));
            complaints.add(
                    "power cut after step " + taken + " (" + last + "), " + known.promises() + " promised: " + broken);
            return false;
        }
    }
}
