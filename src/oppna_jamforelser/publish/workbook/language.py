"""A workbook that says that it is in Swedish, which XlsxWriter has no option for."""

from xlsxwriter import Workbook
from xlsxwriter.core import Core
from xlsxwriter.packager import Packager

LANGUAGE = "sv-SE"


class _SwedishCore(Core):  # type: ignore[misc]  # XlsxWriter has no types
    def _write_cp_category(self) -> None:
        super()._write_cp_category()
        self._xml_data_element("dc:language", LANGUAGE)


class _SwedishPackager(Packager):  # type: ignore[misc]
    def _write_core_file(self) -> None:
        core = _SwedishCore()
        core._set_properties(self.workbook.doc_properties)
        core._set_xml_writer(self._filename("docProps/core.xml"))
        core._assemble_xml_file()


class SwedishWorkbook(Workbook):  # type: ignore[misc]
    """A workbook whose properties name its language, for those who have it read aloud."""

    def _get_packager(self) -> Packager:
        return _SwedishPackager()
