"""Browser parts of our own (``assets/kit``), as components: ``kit.value(row["price"], kind="money")``."""

from typing import Any

import reflex as rx

from app.ui.kit import (
    acts,
    bulk,
    charts,
    forms,
    frame,
    importing,
    inputs,
    overlays,
    record,
    table,
    values,
    views,
)

data_table = table.DataTable.create
columns_menu = table.ColumnsMenu.create
view_switcher = views.ViewSwitcher.create
list_view = views.ListView.create
filter_bar = table.FilterBar.create
saved_tabs = table.SavedTabs.create
density_switch = table.DensitySwitch.create
bulk_plan = bulk.BulkPlan.create
bulk_done = bulk.BulkDone.create

field_inputs = inputs.FieldInputs.create
select_input = inputs.SelectInput.create
password_input = inputs.PasswordInput.create

dialog = overlays.Dialog.create
menu = overlays.Menu.create
menu_item = overlays.MenuItem.create
menu_check = overlays.MenuCheck.create
menu_head = overlays.MenuHead.create
menu_rule = overlays.MenuRule.create
tabs = overlays.Tabs.create
tab_panel = overlays.TabPanel.create
sign_out_item = overlays.SignOutItem.create
toasts = overlays.Toasts.create
command_palette = overlays.CommandPalette.create

root = frame.Root.create
adopt = frame.Adopt.create
page_title = frame.PageTitle.create
nav = frame.Nav.create
tab_bar = frame.TabBar.create
menu_sheet = frame.MenuSheet.create
language_switch = frame.LanguageSwitch.create
theme_switch = frame.ThemeSwitch.create
rail_switch = frame.RailSwitch.create
keys_dialog = frame.KeysDialog.create
hot_key = frame.HotKey.create
visited = frame.Visited.create
connection_banner = frame.ConnectionBanner.create
crash = frame.Crash.create

native_form = acts.NativeForm.create
drop_zone = importing.DropZone.create
mapping_table = importing.MappingTable.create
poll = importing.Poll.create
record_form = forms.RecordForm.create
draft_end = forms.DraftEnd.create
form_news = forms.FormNews.create
chart = charts.Chart.create

discussion = record.Discussion.create
followers = record.Followers.create
attachments = record.Attachments.create
versions = record.Versions.create
presence = record.Presence.create
pictures = record.Pictures.create
parts_bar = record.PartsBar.create
waterfall = record.Waterfall.create
purge_dialog = record.PurgeDialog.create
open_button = record.OpenButton.create

sparkline = values.Sparkline.create
copy_button = values.CopyButton.create


def value(value: Any, **props: Any) -> rx.Component:
    """A value drawn by ``kind``: see :class:`app.ui.kit.values.Value`."""
    return values.Value.create(value=value, **props)


def money(value: Any, **props: Any) -> rx.Component:
    """Money with its currency, the shop's unless named."""
    return values.Money.create(value=value, **props)


def weight(value: Any, **props: Any) -> rx.Component:
    """Grams with three decimals."""
    return values.Weight.create(value=value, **props)


def hallmark(fineness: Any, **props: Any) -> rx.Component:
    """The hallmark chip of a fineness."""
    return values.Hallmark.create(fineness=fineness, **props)


def jewel(picture: Any, **props: Any) -> rx.Component:
    """The picture of a piece."""
    return values.Jewel.create(picture=picture, **props)


def icon(name: Any, **props: Any) -> rx.Component:
    """A Lucide icon by name."""
    return values.Icon.create(name=name, **props)
