package muhurdar.ui.certificates;

import muhurdar.ui.Texts;

/** The texts of this package. */
final class Messages {

	static String Bulk = "";
	static String Bulk_Confirm = "";
	static String Bulk_Done = "";
	static String Bulk_Explanation = "";
	static String Bulk_More = "";
	static String Bulk_NotForYou = "";
	static String Bulk_Of = "";
	static String Bulk_Possible = "";
	static String Bulk_Preview = "";
	static String Bulk_Refused = "";
	static String Bulk_Serials = "";
	static String Bulk_Successors = "";
	static String Bulk_Title = "";
	static String Bulk_Type = "";
	static String Bulk_TypeWrong = "";
	static String Bulk_Undone = "";
	static String Bulk_Waits = "";
	static String Call = "";
	static String Call_Does = "";
	static String Call_Explanation = "";
	static String Call_Right = "";
	static String Call_Title = "";
	static String Call_Wrong = "";
	static String Certificates_AllInstitutions = "";
	static String Certificates_AllStates = "";
	static String Certificates_ChooseFirst = "";
	static String Certificates_Empty = "";
	static String Certificates_Ended = "";
	static String Certificates_Institutions = "";
	static String Certificates_NotIssued = "";
	static String Certificates_SearchHint = "";
	static String Certificates_Title = "";
	static String Clock_Late = "";
	static String Clock_Left = "";
	static String Column_At = "";
	static String Column_Card = "";
	static String Column_Change = "";
	static String Column_Clock = "";
	static String Column_Days = "";
	static String Column_IdentityNo = "";
	static String Column_Institution = "";
	static String Column_Name = "";
	static String Column_Number = "";
	static String Column_Position = "";
	static String Column_Serial = "";
	static String Column_State = "";
	static String Column_Until = "";
	static String Column_Why = "";
	static String Confirm = "";
	static String Confirm_Done = "";
	static String Confirm_LastFour = "";
	static String Confirm_Title = "";
	static String Confirm_Waits = "";
	static String Confirm_Wrong = "";
	static String Decline = "";
	static String Decline_Done = "";
	static String Evidence = "";
	static String History_ChooseFirst = "";
	static String History_Empty = "";
	static String History_Title = "";
	static String Holds_Empty = "";
	static String Holds_Title = "";
	static String Lists_ChooseFirst = "";
	static String Lists_Empty = "";
	static String Lists_NotWaiting = "";
	static String Lists_Rows = "";
	static String Lists_Title = "";
	static String Preview_Crl = "";
	static String Preview_From = "";
	static String Preview_Growth = "";
	static String Preview_Orders = "";
	static String Preview_Shipments = "";
	static String Preview_Successor = "";
	static String Preview_Title = "";
	static String Requests_BySystem = "";
	static String Requests_ChooseFirst = "";
	static String Requests_Decided = "";
	static String Requests_Empty = "";
	static String Requests_Late = "";
	static String Requests_ShowsLate = "";
	static String Requests_ShowsOpen = "";
	static String Requests_ShowsSystem = "";
	static String Requests_Title = "";
	static String Resume = "";
	static String Resume_Already = "";
	static String Resume_Does = "";
	static String Resume_Done = "";
	static String Resume_Explanation = "";
	static String Resume_Waits = "";
	static String Revoke = "";
	static String Revoke_Does = "";
	static String Revoke_Done = "";
	static String Revoke_Explanation = "";
	static String Revoke_Final = "";
	static String Revoke_Origin = "";
	static String Revoke_Reason = "";
	static String Revoke_ReasonNotTheirs = "";
	static String Revoke_Waits = "";
	static String State_Expired = "";
	static String State_From = "";
	static String State_Held = "";
	static String Suspend = "";
	static String Suspend_Done = "";
	static String Suspend_Evidence = "";
	static String Suspend_Title = "";
	static String Suspend_Undo = "";
	static String Suspend_UndoEvidence = "";
	static String Suspend_Why = "";
	static String Undo = "";
	static String Undo_Done = "";
	static String Undo_NotYours = "";

	static {
		Texts.load(Messages.class);
	}

	private Messages() {
	}
}
