package javax.smartcardio;

public class ATR {

	public ATR(byte[] atr) {
		// signature only
	}

	public byte[] getBytes() {
		throw new UnsupportedOperationException();
	}
}
