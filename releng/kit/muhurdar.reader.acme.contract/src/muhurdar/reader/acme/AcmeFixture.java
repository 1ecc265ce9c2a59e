package muhurdar.reader.acme;

import java.util.List;

import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderName;
import muhurdar.kit.DriverFixture;
import muhurdar.kit.ScriptedCard;

/** A box with two slots in this process. */
public final class AcmeFixture implements DriverFixture {

	private final AcmeBox box = new AcmeBox(List.of("üst", "alt"));

	@Override
	public String service() {
		return AcmeDriver.NAME;
	}

	@Override
	public List<ReaderName> readers(CardReaderDriver driver) {
		System.setProperty("acme.box", "localhost:" + box.port());
		return driver.readers();
	}

	@Override
	public void insert(ReaderName reader, ScriptedCard card) {
		box.insert(reader.name(), card);
	}

	@Override
	public void pull(ReaderName reader) {
		box.pull(reader.name());
	}

	@Override
	public boolean knowsUnplugging() {
		return true;
	}

	@Override
	public void plug(ReaderName reader, boolean in) {
		box.plug(reader.name(), in);
	}
}
