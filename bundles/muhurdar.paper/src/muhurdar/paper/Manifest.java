package muhurdar.paper;

import java.util.List;

/** What a courier takes along, signed by both. @param courier its name */
public record Manifest(String courier, List<Row> rows) {

	public Manifest {
		rows = List.copyOf(rows);
	}

	/** @param place district and province */
	public record Row(String trackingNumber, String number, String name, String place) {
	}
}
