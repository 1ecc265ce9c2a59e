package muhurdar.domain;

/** NEW: first certificate, or the old one has expired. RENEWAL: valid when the old one ends. REPLACEMENT: valid at once. */
public enum OrderKind {
	NEW, RENEWAL, REPLACEMENT
}
