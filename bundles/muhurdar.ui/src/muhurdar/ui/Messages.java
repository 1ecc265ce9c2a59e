package muhurdar.ui;

/** The texts of this package. */
final class Messages {

	static String ActionBar_More = "";
	static String Dates_Hours = "";
	static String Dates_Minutes = "";
	static String Dates_Seconds = "";
	static String Desk_OnlyOthers = "";
	static String FormDialog_Cancel = "";
	static String FormDialog_Failed = "";
	static String Form_DatePattern = "";
	static String Form_LastFour = "";
	static String Form_Missing = "";
	static String Form_NoDate = "";
	static String Form_NotLastFour = "";
	static String PagedTable_Loading = "";
	static String Printing_Print = "";
	static String Printing_Printed = "";
	static String Printing_Save = "";
	static String Printing_Saved = "";
	static String Strip_Begins = "";
	static String Strip_Card = "";
	static String Strip_Certificate = "";
	static String Strip_Consent = "";
	static String Strip_Expired = "";
	static String Strip_Form = "";
	static String Strip_Held = "";
	static String Strip_Loading = "";
	static String Strip_Name = "";
	static String Strip_NoConsent = "";
	static String Strip_NotOpened = "";
	static String Strip_Order = "";
	static String Strip_Reader = "";
	static String Strip_Shipment = "";
	static String Strip_Unseen = "";
	static String Strip_Until = "";
	static String Watch_Looking = "";

	static {
		Texts.load(Messages.class);
	}

	private Messages() {
	}
}
