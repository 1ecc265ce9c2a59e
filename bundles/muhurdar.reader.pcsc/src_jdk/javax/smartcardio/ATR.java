package javax.smartcardio;

public abstract class ATR {

	public abstract byte[] getBytes();
}
