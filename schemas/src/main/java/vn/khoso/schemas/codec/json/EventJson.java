package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

/** A PREMIS event as JSON: the form that the journal hashes. Enumerations by their Java name, instants with six decimals. */
public final class EventJson {

    private EventJson() {}

    public static ObjectNode write(Event event) {
        ObjectNode json = StrictJson.object();
        json.put("id", event.id().toString());
        json.put("type", event.type().name());
        json.put("at", Fields.instant(event.at()));
        json.put("outcome", event.outcome().name());
        json.set("agent", agent(event.agent()));
        json.set("objects", Fields.texts(event.objects()));
        json.put("note", event.note());
        json.set("detail", Fields.map(event.detail()));
        return json;
    }

    /** @throws IllegalArgumentException when it is not what {@link #write} wrote */
    public static Event read(JsonNode json) {
        Fields fields = new Fields(json);
        Fields agent = fields.object("agent");
        return new Event(
                UUID.fromString(fields.text("id")),
                EventType.valueOf(fields.text("type")),
                fields.moment("at"),
                EventOutcome.valueOf(fields.text("outcome")),
                new Agent(agent.text("id"), Agent.Type.valueOf(agent.text("type")), agent.text("name")),
                fields.texts("objects"),
                fields.text("note"),
                fields.map("detail"));
    }

    private static ObjectNode agent(Agent agent) {
        return StrictJson.object()
                .put("id", agent.id())
                .put("type", agent.type().name())
                .put("name", agent.name());
    }
}
