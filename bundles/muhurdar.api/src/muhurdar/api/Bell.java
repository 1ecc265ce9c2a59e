package muhurdar.api;

/** Rings after a commit. Never throws, never waits. */
public interface Bell {

	/** @param topic one of {@link Topics}; @param id what has changed, under the key {@code org.eclipse.e4.data} */
	void ring(String topic, Object id);
}
