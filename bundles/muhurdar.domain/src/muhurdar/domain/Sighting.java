package muhurdar.domain;

/** That we saw with our own eyes what a request has changed. */
public record Sighting(StatusRequestId request, StatusEvidence evidence) {
}
