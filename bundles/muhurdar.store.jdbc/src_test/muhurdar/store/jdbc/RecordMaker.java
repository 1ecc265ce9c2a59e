package muhurdar.store.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import muhurdar.api.spi.Repository;
import muhurdar.api.spi.Tx;
import muhurdar.domain.*;

/** Makes records with any values in them, stored parents included; what may be null is read in their sources. */
final class RecordMaker {

	private static final Path SOURCES = Stream.of("../muhurdar.domain", "bundles/muhurdar.domain").map(Path::of)
			.filter(Files::isDirectory).findFirst().orElseThrow().resolve("src/muhurdar/domain");

	private final Random random;
	private final Tx tx;

	RecordMaker(Tx tx, long seed) {
		this.tx = tx;
		random = new Random(seed);
	}

	/** @param full every nullable component has a value, else none has */
	<R extends Record> R make(Class<R> type, boolean full) {
		return make(type, full, new UUID(random.nextLong(), random.nextLong()), 0);
	}

	<R extends Record> R make(Class<R> type, boolean full, UUID id, int version) {
		RecordComponent[] components = type.getRecordComponents();
		Object[] values = Arrays.stream(components).map(c -> !full && nullable(type, c) ? null : value(c, full, id, version))
				.toArray();
		try {
			Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
			return type.getDeclaredConstructor(types).newInstance(values);
		} catch (ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}

	static boolean nullable(Class<?> type, RecordComponent component) {
		try {
			String source = Files.readString(SOURCES.resolve(type.getSimpleName() + ".java"));
			int start = source.indexOf("public record");
			String header = source.substring(start, source.indexOf('{', start));
			return Pattern.compile("@Nullable \\w+ " + component.getName() + "\\b").matcher(header).find();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@SuppressWarnings("unchecked")
	private Object value(RecordComponent component, boolean full, UUID id, int version) {
		Class<?> type = component.getType();
		String name = component.getName();
		if (name.equals("id")) {
			return id(type, id);
		}
		if (name.equals("version")) {
			return version;
		}
		if (name.equals("identityNo")) {
			return identityNo();
		}
		if (Id.class.isAssignableFrom(type)) {
			return id(type, parent(type));
		}
		if (type == String.class) {
			return "ığüşöçİĞÜŞÖÇ ' \" \\ % " + Long.toHexString(random.nextLong());
		}
		if (type == int.class || type == Integer.class) {
			return random.nextInt();
		}
		if (type == Instant.class) {
			return Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt());
		}
		if (type == LocalDate.class) {
			return LocalDate.ofEpochDay(19_000 + random.nextInt(2000));
		}
		if (type == UUID.class) {
			return new UUID(random.nextLong(), random.nextLong());
		}
		if (type == Bytes.class || type == ChipSerial.class) {
			byte[] bytes = new byte[12];
			random.nextBytes(bytes);
			return type == Bytes.class ? Bytes.of(bytes) : ChipSerial.of(bytes);
		}
		if (type.isEnum()) {
			return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
		}
		if (type == Set.class) {
			return Set.of(Role.OFFICER, Role.HOLDER);
		}
		return make((Class<? extends Record>) type, full, id, version);
	}

	private static Object id(Class<?> type, UUID value) {
		try {
			return type.getDeclaredConstructor(UUID.class).newInstance(value);
		} catch (ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}

	private UUID parent(Class<?> type) {
		if (type == InstitutionId.class) {
			return stored(tx.institutions(), Institution.class);
		}
		if (type == HolderId.class) {
			return stored(tx.holders(), Holder.class);
		}
		if (type == OrderId.class) {
			return stored(tx.orders(), Order.class);
		}
		if (type == BatchId.class) {
			return stored(tx.batches(), Batch.class);
		}
		if (type == BoxId.class) {
			return stored(tx.boxes(), Box.class);
		}
		if (type == CardId.class) {
			return stored(tx.cards(), Card.class);
		}
		if (type == CertificateId.class) {
			return stored(tx.certificates(), Certificate.class);
		}
		if (type == DeskId.class) {
			return stored(tx.desks(), Desk.class);
		}
		return new UUID(random.nextLong(), random.nextLong());
	}

	private <I extends Id, R extends Record & Versioned<I>> UUID stored(Repository<I, R> repository, Class<R> type) {
		return repository.put(make(type, false)).id().value();
	}

	String identityNo() {
		for (;;) {
			long first = 100_000_000L + random.nextInt(900_000_000);
			for (int check = 0; check < 100; check++) {
				String number = "%d%02d".formatted(first, check);
				if (IdentityNo.valid(number)) {
					return number;
				}
			}
		}
	}
}
