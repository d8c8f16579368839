package vn.khoso.preservation.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.function.Function;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.rights.Requester;

/** What the routes of this package share: the form of a page, and who asks. */
final class Pages {

    private static final int MOST = 200;

    private Pages() {}

    static int size(int limit) {
        return Math.clamp(limit, 1, MOST);
    }

    /** {@code items}, and {@code next} with the key of the last one when there may be more. */
    static <T> String text(List<T> items, int size, Function<T, ObjectNode> form, Function<T, String> key) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("items");
        items.stream().map(form).forEach(array::add);
        if (items.size() == size) {
            json.put("next", key.apply(items.getLast()));
        }
        return CanonicalJson.text(json);
    }

    static Requester requester(ContainerRequestContext request) {
        return (Requester) request.getProperty("khoso.requester");
    }
}
