package vn.khoso.preservation.crashfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Decides, one question after the other, what of the unflushed steps a power cut left. */
@FunctionalInterface
interface Chooser {

    /**
     * Which of the answers.
     *
     * @param answers the step each answer comes from; {@link #BEFORE} for the state before all of them
     * @return an index into the answers
     */
    int pick(Question question, List<Integer> answers);

    /** The state that was flushed, from no later step. */
    int BEFORE = -1;

    /** What is asked. */
    enum Question {
        /** Undone, done, and for files also: done, and the old name is still there. */
        RENAME,
        /** What stands under one name: what was flushed, or what one of the steps put there. */
        NAME,
        /** The bytes of one file: as flushed, as written, zeros, torn in one of some ways. */
        BYTES
    }

    /** How far the unflushed bytes of all files came. */
    enum Bytes {
        WHOLE,
        ABSENT,
        ZEROED,
        TORN;

        int pick(int answers) {
            return switch (this) {
                case ABSENT -> 0;
                case WHOLE -> Math.min(1, answers - 1);
                case ZEROED -> Math.min(2, answers - 1);
                case TORN -> Math.min(3 + (answers - 3) / 2, answers - 1);
            };
        }
    }

    /** Names in the order in which they were changed, up to a step: so a file system with a journal does it. */
    static Chooser upTo(int step, Bytes bytes) {
        return names(bytes, at -> at <= step);
    }

    /** Everything but one step. */
    static Chooser without(int step, Bytes bytes) {
        return names(bytes, at -> at != step);
    }

    /** Nothing but one step. */
    static Chooser only(int step, Bytes bytes) {
        return names(bytes, at -> at == step || at == BEFORE);
    }

    private static Chooser names(Bytes bytes, java.util.function.IntPredicate done) {
        return (question, answers) -> {
            if (question == Question.BYTES) {
                return bytes.pick(answers.size());
            }
            if (question == Question.RENAME) {
                return done.test(answers.get(1)) ? 1 : 0;
            }
            for (int i = answers.size() - 1; i > 0; i--) {
                if (done.test(answers.get(i))) {
                    return i;
                }
            }
            return 0;
        };
    }

    /** Each answer as likely as the others. */
    static Chooser random(Random random) {
        return (question, answers) -> random.nextInt(answers.size());
    }

    /** Goes through all answers to all questions, one way each time it is asked to go {@link #on}. */
    final class Every implements Chooser {

        private final List<Integer> picks = new ArrayList<>();
        private final List<Integer> limits = new ArrayList<>();
        private int at;

        @Override
        public int pick(Question question, List<Integer> answers) {
            if (at == picks.size()) {
                picks.add(0);
                limits.add(answers.size());
            }
            return picks.get(at++);
        }

        /** Whether there is another way; then the next questions are answered so. */
        boolean on() {
            at = 0;
            while (!picks.isEmpty()) {
                int last = picks.size() - 1;
                if (picks.get(last) + 1 < limits.get(last)) {
                    picks.set(last, picks.get(last) + 1);
                    return true;
                }
                picks.removeLast();
                limits.removeLast();
            }
            return false;
        }
    }

    /** Remembers the answers of another. */
    final class Noting implements Chooser {

        private final Chooser chooser;
        private final StringBuilder picks = new StringBuilder();

        Noting(Chooser chooser) {
            this.chooser = chooser;
        }

        @Override
        public int pick(Question question, List<Integer> answers) {
            int picked = chooser.pick(question, answers);
            picks.append(picked).append('.');
            return picked;
        }

        String picks() {
            return picks.toString();
        }
    }
}
