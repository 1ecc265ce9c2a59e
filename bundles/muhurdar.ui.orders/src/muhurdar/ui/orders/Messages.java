package muhurdar.ui.orders;

import muhurdar.ui.Texts;

/** The texts of this package. */
final class Messages {

	static String Because = "";
	static String Blocked_ChooseOne = "";
	static String Blocked_ChooseOneOrder = "";
	static String Blocked_ChooseOrders = "";
	static String Blocked_ChoosePeople = "";
	static String Blocked_State = "";
	static String Blocked_StateOf = "";
	static String Cancel_Action = "";
	static String Cancel_Do = "";
	static String Cancel_Explained = "";
	static String Cancel_Title = "";
	static String Chosen_Orders = "";
	static String Chosen_People = "";
	static String Column_Consent = "";
	static String Column_End = "";
	static String Column_Identity = "";
	static String Column_Institution = "";
	static String Column_Kind = "";
	static String Column_Name = "";
	static String Column_Number = "";
	static String Column_Ordered = "";
	static String Column_OrderedBy = "";
	static String Column_State = "";
	static String Consent_Action = "";
	static String Consent_Do = "";
	static String Consent_Explained = "";
	static String Consent_Future = "";
	static String Consent_Kind = "";
	static String Consent_No = "";
	static String Consent_On = "";
	static String Consent_Reference = "";
	static String Consent_Title = "";
	static String Consent_Yes = "";
	static String Expiring_Months = "";
	static String Expiring_None = "";
	static String Expiring_OneMonth = "";
	static String Expiring_Ordered = "";
	static String Expiring_Ordering = "";
	static String Expiring_PartlyOrdered = "";
	static String Expiring_Renew = "";
	static String Expiring_Replace = "";
	static String Expiring_Title = "";
	static String Filter_AllInstitutions = "";
	static String Filter_AllStates = "";
	static String Filter_Loading = "";
	static String Incomplete_Action = "";
	static String Incomplete_Do = "";
	static String Incomplete_Explained = "";
	static String Incomplete_Title = "";
	static String Incomplete_What = "";
	static String Orders_All = "";
	static String Orders_Approve = "";
	static String Orders_Approved = "";
	static String Orders_Approving = "";
	static String Orders_Changed = "";
	static String Orders_None = "";
	static String Orders_Open = "";
	static String Orders_PartlyApproved = "";
	static String Orders_Search = "";
	static String Orders_Title = "";
	static String Reject_Action = "";
	static String Reject_Do = "";
	static String Reject_Explained = "";
	static String Reject_Title = "";
	static String Replace_Because = "";
	static String Replace_Do = "";
	static String Replace_Done = "";
	static String Replace_Explained = "";
	static String Replace_Title = "";

	static {
		Texts.load(Messages.class);
	}

	private Messages() {
	}
}
