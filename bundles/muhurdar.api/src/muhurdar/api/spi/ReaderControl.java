package muhurdar.api.spi;

import java.util.Optional;

import muhurdar.domain.Bytes;

/** The way to a reader itself, past any card. Used by one thread. */
public interface ReaderControl extends AutoCloseable {

	/**
	 * SCardGetAttrib.
	 *
	 * @param tag SCARD_ATTR_…, of PC/SC part 3
	 * @return empty if the reader does not tell
	 * @throws ReaderFault if it is gone
	 */
	Optional<Bytes> attribute(int tag);

	/**
	 * SCardControl, of a function number that the maker documents: the operating system's control code is made of it here.
	 *
	 * @return empty if the reader or its driver refuses
	 * @throws ReaderFault if it is gone
	 */
	Optional<Bytes> control(int function, Bytes data);

	/** Never throws. */
	@Override
	void close();
}
