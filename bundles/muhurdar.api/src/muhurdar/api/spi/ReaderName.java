package muhurdar.api.spi;

/** A reader: the driver it belongs to ({@code reader.driver}) and the name it has there. */
public record ReaderName(String driver, String name) implements Comparable<ReaderName> {

	@Override
	public int compareTo(ReaderName other) {
		int byDriver = driver.compareTo(other.driver);
		return byDriver != 0 ? byDriver : name.compareTo(other.name);
	}

	@Override
	public String toString() {
		return name;
	}
}
