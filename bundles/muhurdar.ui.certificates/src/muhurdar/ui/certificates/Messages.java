package muhurdar.ui.certificates;

import muhurdar.ui.Texts;

/** The texts of this package. */
final class Messages {

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
	static String Column_IdentityNo = "";
	static String Column_Institution = "";
	static String Column_Name = "";
	static String Column_Number = "";
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
	static String Requests_BySystem = "";
	static String Requests_ChooseFirst = "";
	static String Requests_Decided = "";
	static String Requests_Empty = "";
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
	static String Revoke_Reason = "";
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

	static {
		Texts.load(Messages.class);
	}

	private Messages() {
	}
}
