package vn.khoso.server.problem;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What an answer to a failed request needs to know of the request. */
@RequestScoped
public class RequestTrace {

    private String id = "";
    private List<MediaType> accepted = List.of();

    /** Called once, at the door. */
    public void begin(String traceId, List<MediaType> types) {
        this.id = traceId;
        this.accepted = List.copyOf(types);
    }

    public String id() {
        return id;
    }

    public List<MediaType> accepted() {
        return accepted;
    }
}
