package vn.khoso.server.web;

import java.util.List;
import java.util.Optional;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.server.web.words.FixityWords;
import vn.khoso.server.web.words.RecordWords;
import vn.khoso.server.web.words.Text;

/** The minutes of an incident as a table of two columns, for an office's own form. */
final class IncidentMinutes {

    private IncidentMinutes() {}

    static String table(Incident incident, String archive, Turn turn) {
        Optional<Incident.Closing> closing = incident.closing();
        Shown shown = new Shown(turn.language());
        return String.join(
                        "\n",
                        List.of(
                                line(turn, FixityWords.ARCHIVE, archive),
                                line(turn, FixityWords.NUMBER, incident.id().toString()),
                                line(turn, FixityWords.FOUND_AT, shown.moment(incident.at())),
                                line(turn, RecordWords.PACKAGE, incident.aip().uuid()),
                                line(turn, FixityWords.SUBJECT, incident.subject()),
                                line(turn, FixityWords.KIND, turn.say(LabelOf.meaning(incident.kind()))),
                                line(turn, FixityWords.DETAIL, incident.detail()),
                                line(
                                        turn,
                                        FixityWords.CAUSE,
                                        closing.map(Incident.Closing::cause).orElse("")),
                                line(
                                        turn,
                                        FixityWords.ACTION,
                                        closing.map(Incident.Closing::action).orElse("")),
                                line(
                                        turn,
                                        FixityWords.RESULT,
                                        closing.map(Incident.Closing::result).orElse("")),
                                line(
                                        turn,
                                        FixityWords.CLOSED_AT,
                                        closing.map(one -> shown.moment(one.at()))
                                                .orElse("")),
                                line(
                                        turn,
                                        FixityWords.CLOSED_BY,
                                        closing.map(Incident.Closing::by).orElse(""))))
                + "\n";
    }

    /** A person's text must not begin a new field or line. */
    private static String line(Turn turn, Text name, String value) {
        return turn.say(name) + "\t" + value.replaceAll("[\\t\\r\\n]+", " ");
    }
}
