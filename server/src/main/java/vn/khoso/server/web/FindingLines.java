package vn.khoso.server.web;

import java.util.Comparator;
import java.util.List;
import vn.khoso.schemas.finding.FindingLevel;
import vn.khoso.schemas.finding.FindingMessages;
import vn.khoso.schemas.finding.JudgedFinding;
import vn.khoso.server.web.words.Language;

/** Findings as lines of a page: what, where, by which rule, what next. */
public final class FindingLines {

    private FindingLines() {}

    /** One finding in the reader's language. */
    public record Line(FindingLevel level, String code, String subject, String what, String rule, String next) {}

    /** The gravest first, else in the order of the checks. */
    public static List<Line> of(List<JudgedFinding> findings, Language language) {
        FindingMessages messages = new FindingMessages(
                switch (language) {
                    case VI -> FindingMessages.Language.VI;
                    case EN -> FindingMessages.Language.EN;
                });
        return findings.stream()
                .sorted(Comparator.comparing(JudgedFinding::level))
                .map(one -> line(one, messages.of(one.finding())))
                .toList();
    }

    private static Line line(JudgedFinding judged, FindingMessages.Message message) {
        return new Line(
                judged.level(),
                judged.finding().code().code(),
                judged.finding().subject(),
                message.what(),
                message.rule(),
                message.next());
    }
}
