package muhurdar.card.pkcs11;

import java.util.List;
import java.util.Optional;

import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderName;
import muhurdar.kit.DriverFixture;
import muhurdar.kit.ScriptedCard;

/** The driver's contract is about commands and cards that are put in and pulled: a module's slots know neither. */
public final class SlotFixture implements DriverFixture {

	@Override
	public String service() {
		return Pkcs11Driver.NAME;
	}

	@Override
	public Optional<String> missing() {
		return Optional.of("slots of a PKCS#11 module take no card that answers commands; see releng/pkcs11");
	}

	@Override
	public List<ReaderName> readers(CardReaderDriver driver) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void insert(ReaderName reader, ScriptedCard card) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void pull(ReaderName reader) {
		throw new UnsupportedOperationException();
	}
}
