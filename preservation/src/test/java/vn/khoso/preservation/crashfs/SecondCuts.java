package vn.khoso.preservation.crashfs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import vn.khoso.preservation.crashfs.PowerCuts.Recording;

/** Finds what a first power cut may leave so that the start after it has something to do, into which a second can come. */
final class SecondCuts {

    private SecondCuts() {}

    /**
     * One start for every way in which starts were seen to change the medium.
     *
     * @param tries states looked at
     */
    static List<Work> of(Work work, int tries, long seed) {
        Recording recording = work.recorded();
        Map<String, Work> ways = new LinkedHashMap<>();
        PowerCut cut = new PowerCut(recording.base());
        Random random = new Random(seed);
        int each = Math.max(1, tries / recording.steps().size());
        for (int taken = 1; taken <= recording.steps().size(); taken++) {
            cut.follow(recording.steps().get(taken - 1));
            for (int i = 0; i < each; i++) {
                Chooser chooser = i == 0 ? Chooser.upTo(taken, Chooser.Bytes.WHOLE) : Chooser.random(random);
                Work second = new Works.Restart(work, cut.state(chooser), recording.known(taken));
                String way = kinds(second.recorded().steps());
                if (!way.isEmpty()) {
                    ways.putIfAbsent(way, second);
                }
            }
        }
        return List.copyOf(ways.values());
    }

    private static String kinds(List<Step> steps) {
        List<String> kinds = new ArrayList<>();
        for (Step step : steps) {
            String kind = step.getClass().getSimpleName();
            // How many files are thrown away does not make another way.
            if (kinds.isEmpty() || !kinds.getLast().equals(kind)) {
                kinds.add(kind);
            }
        }
        return String.join(" ", kinds);
    }
}
