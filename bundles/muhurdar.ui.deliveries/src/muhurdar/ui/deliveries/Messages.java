package muhurdar.ui.deliveries;

import muhurdar.ui.Texts;

/** The texts of this package. */
final class Messages {

	static String Column_Card = "";
	static String Column_Changed = "";
	static String Column_Envelope = "";
	static String Column_Institution = "";
	static String Column_Name = "";
	static String Column_Number = "";
	static String Column_Order = "";
	static String Column_State = "";
	static String Column_Tracking = "";
	static String Courier_Manual = "";
	static String Deliver_Day = "";
	static String Deliver_Document = "";
	static String Deliver_Done = "";
	static String Deliver_Explanation = "";
	static String Deliver_NoTime = "";
	static String Deliver_Parcel = "";
	static String Deliver_ReceivedBy = "";
	static String Deliver_Time = "";
	static String Deliver_Title = "";
	static String Move_Does = "";
	static String Move_Done = "";
	static String Move_Explanation = "";
	static String Move_Now = "";
	static String Move_Title = "";
	static String Move_To = "";
	static String Pack_Courier = "";
	static String Pack_Done = "";
	static String Pack_Many = "";
	static String Pack_ManyDone = "";
	static String Pack_One = "";
	static String Pack_Title = "";
	static String Pack_Tracking = "";
	static String Packing_ChooseFirst = "";
	static String Packing_Chosen = "";
	static String Packing_Couriers = "";
	static String Packing_Empty = "";
	static String Packing_Label = "";
	static String Packing_LabelFirst = "";
	static String Packing_Labels = "";
	static String Packing_NoCourier = "";
	static String Packing_NoLabel = "";
	static String Packing_Ready = "";
	static String Packing_Title = "";
	static String Parcels_AllStates = "";
	static String Parcels_ChooseFirst = "";
	static String Parcels_Chosen = "";
	static String Parcels_Deliver = "";
	static String Parcels_Empty = "";
	static String Parcels_HandOver = "";
	static String Parcels_HandedOver = "";
	static String Parcels_Label = "";
	static String Parcels_Manifest = "";
	static String Parcels_Move = "";
	static String Parcels_NotPacked = "";
	static String Parcels_SearchHint = "";
	static String Parcels_Title = "";
	static String Parcels_WrongState = "";
	static String Results_Refused = "";
	static String Spoil_Action = "";
	static String Spoil_ChooseOne = "";
	static String Spoil_Do = "";
	static String Spoil_Done = "";
	static String Spoil_Explained = "";
	static String Spoil_NoEnvelope = "";
	static String Spoil_Reason = "";
	static String Spoil_Title = "";
	static String Station_AnyReader = "";
	static String Station_Aside = "";
	static String Station_AwaitingCard = "";
	static String Station_Back = "";
	static String Station_Clear = "";
	static String Station_ClearExplanation = "";
	static String Station_ClearTitle = "";
	static String Station_Cleared = "";
	static String Station_Envelope = "";
	static String Station_Failed = "";
	static String Station_Looking = "";
	static String Station_NothingStopped = "";
	static String Station_Packed = "";
	static String Station_Reader = "";
	static String Station_Reason = "";
	static String Station_Scan = "";
	static String Station_Scanning = "";
	static String Station_Title = "";
	static String Station_Which = "";

	static {
		Texts.load(Messages.class);
	}

	private Messages() {
	}
}
