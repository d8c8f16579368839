package vn.khoso.deploy.verify;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What held and what did not, in Vietnamese and then in English. */
final class Report {

    private final List<Said> all = new ArrayList<>();

    /**
     * One thing that was checked.
     *
     * @param holds false makes the whole fail
     * @param weight whether it proves anything; a remark does not
     */
    record Said(boolean holds, boolean weight, String vi, String en) {}

    void holds(String vi, String en) {
        all.add(new Said(true, true, vi, en));
    }

    void fails(String vi, String en) {
        all.add(new Said(false, true, vi, en));
    }

    void remark(String vi, String en) {
        all.add(new Said(true, false, vi, en));
    }

    void check(boolean holds, String vi, String en, String viNot, String enNot) {
        all.add(holds ? new Said(true, true, vi, en) : new Said(false, true, viNot, enNot));
    }

    boolean good() {
        return all.stream().anyMatch(Said::weight) && all.stream().allMatch(Said::holds);
    }

    List<Said> all() {
        return List.copyOf(all);
    }

    void print(PrintStream out) {
        for (Said said : all) {
            out.println((said.weight() ? said.holds() ? "ĐÚNG  " : "SAI   " : "LƯU Ý ") + said.vi());
            out.println((said.weight() ? said.holds() ? "HOLDS " : "FAILS " : "NOTE  ") + said.en());
        }
        out.println(
                good() ? "KẾT LUẬN: mọi điều đã kiểm tra đều đúng." : "KẾT LUẬN: KHÔNG ĐÚNG. Xem các dòng SAI ở trên.");
        out.println(
                good()
                        ? "VERDICT: everything that was checked holds."
                        : "VERDICT: DOES NOT HOLD. See the lines FAILS above.");
    }
}
