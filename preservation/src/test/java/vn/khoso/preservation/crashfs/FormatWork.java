package vn.khoso.preservation.crashfs;

import java.nio.file.Files;
import java.util.List;
import vn.khoso.preservation.crashfs.PowerCuts.Known;
import vn.khoso.preservation.crashfs.PowerCuts.Recording;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.premis.Event;

/** An empty folder is made a volume: afterwards it is one, or it can be made one by doing the same again. */
final class FormatWork implements Work {

    @Override
    public Image base() {
        return Image.empty();
    }

    @Override
    public List<Event> events() {
        return List.of();
    }

    @Override
    public Recording recorded() {
        CrashFileSystem system = new CrashFileSystem(base());
        Volume.format(World.root(system), World.VOLUME, World.NOW);
        int done = system.disk().count();
        return new Recording(base(), system.disk().steps(), List.of(done), List.of(), List.of());
    }

    @Override
    public void judgeAfter(CrashFileSystem system, Known known) {
        if (known.promises() == 0 && !Files.exists(World.root(system).resolve("volume.json"))) {
            Volume.format(World.root(system), World.VOLUME, World.NOW);
        }
        new World(system, World.journal(List.of())).close();
    }

    @Override
    public void run(World world, Runnable promised) {
        // There is no world before it.
    }

    @Override
    public int promisesAgain(int before) {
        return 1;
    }

    @Override
    public long shipped(int promises) {
        return 0;
    }

    @Override
    public void judge(World world, CrashFileSystem system, int promises) {
        // Opening was all.
    }
}
