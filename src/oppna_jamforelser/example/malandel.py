"""The national share that each indicator has in each year.

Published shares are met exactly. Between and beside them stand anchors of our own, chosen for a
smooth and plausible series; they are guesses and nothing else.
"""

from collections import defaultdict
from collections.abc import Mapping

from oppna_jamforelser.project import read_seed

Ankare = dict[int, int]

# Years and percentages of our own. Where a source gives an interval or a change only, the anchor
# lies there (samverkan 2017, stödsamtal 2019 and 2020). The agreements' low of 2023 leaves room
# for the longer window of 2024.
# An indicator without a row here is not drawn: what is new in the seeds leaves the example alone.
EGNA_ANKARE: Mapping[str, Ankare] = {
    "anvant_resultat": {2016: 10, 2024: 16},
    "audit": {2016: 75, 2024: 80},
    "brukarinflytande_myndighet": {2019: 8},
    "brukarinflytande_utforare": {2019: 11},
    "dudit": {2016: 62, 2024: 70},
    "fortbildning_barn": {2016: 88, 2024: 94},
    "fortbildning_vuxna": {2016: 91, 2024: 96},
    "freda_aldreomsorg": {2016: 8, 2024: 24},
    "freda_barn_unga": {2016: 25, 2024: 48},
    "freda_ekonomiskt_bistand": {2016: 20, 2024: 45},
    "freda_lss_vuxna": {2016: 6, 2024: 20},
    "freda_missbruk": {2016: 22, 2024: 46},
    "freda_socialpsykiatri": {2016: 15, 2024: 34},
    "individbaserad_behov": {2022: 30, 2024: 36},
    "individbaserad_insatser": {2022: 26, 2024: 31},
    "individbaserad_resultat": {2022: 18, 2024: 22},
    "kartlagt_vuxna": {2016: 30, 2021: 34},
    "minst_en_metod": {2016: 72, 2024: 84},
    "rutin_indikation_aldreomsorg": {2016: 24, 2024: 38},
    "rutin_indikation_barn_unga": {2016: 36, 2024: 46},
    "rutin_indikation_ekonomiskt_bistand": {2016: 30, 2024: 42},
    "rutin_indikation_lss_barn": {2016: 15, 2024: 25},
    "rutin_indikation_lss_vuxna": {2016: 20, 2024: 32},
    "rutin_indikation_missbruk": {2016: 28, 2024: 40},
    "rutin_indikation_socialpsykiatri": {2016: 22, 2024: 34},
    "rutin_indikation_vinr_vuxna": {2016: 40, 2024: 50},
    "rutin_sip_aldreomsorg": {2016: 70, 2017: 32, 2021: 40},
    "rutin_sip_barn_unga": {2016: 72, 2017: 34, 2021: 42},
    "rutin_sip_ekonomiskt_bistand": {2016: 55, 2017: 20, 2021: 28},
    "rutin_sip_lss_barn": {2016: 60, 2017: 25, 2021: 33},
    "rutin_sip_lss_vuxna": {2016: 63, 2017: 28, 2021: 36},
    "rutin_sip_missbruk": {2016: 70, 2017: 32, 2021: 40},
    "rutin_sip_socialpsykiatri": {2016: 71, 2017: 33, 2021: 41},
    "rutin_sip_vinr_vuxna": {2016: 52, 2017: 18, 2021: 26},
    "rutin_skolgang": {2016: 15},
    "rutin_skyddade_uppgifter_aldreomsorg": {2016: 24, 2021: 34},
    "rutin_skyddade_uppgifter_barn_unga": {2016: 36, 2021: 46},
    "rutin_skyddade_uppgifter_ekonomiskt_bistand": {2016: 35, 2021: 45},
    "rutin_skyddade_uppgifter_lss_barn": {2016: 25, 2021: 34},
    "rutin_skyddade_uppgifter_lss_vuxna": {2016: 26, 2021: 35},
    "rutin_skyddade_uppgifter_missbruk": {2016: 30, 2021: 40},
    "rutin_skyddade_uppgifter_socialpsykiatri": {2016: 28, 2021: 37},
    "rutin_skyddade_uppgifter_vinr": {2016: 30, 2021: 44},
    "samlad_plan_barn": {2016: 36, 2021: 51},
    "samlad_plan_vuxna": {2016: 38, 2021: 53},
    "samverkan_akutmottagning": {2016: 19, 2023: 12},
    "samverkan_kvinnojour": {2016: 32, 2023: 33},
    "samverkan_polis": {2016: 23, 2017: 24, 2023: 24},
    "samverkan_primarvard": {2016: 21, 2017: 22, 2023: 16},
    "samverkan_ungdomsmottagning": {2016: 22, 2017: 23, 2023: 20},
    "samverkan_vuxenpsykiatri": {2016: 20, 2017: 21, 2023: 15},
    "skyddat_boende_kvinnor": {2016: 97, 2024: 99},
    "skyddat_boende_man": {2016: 84, 2024: 92},
    "socialjour": {2021: 88},
    "stodsamtal_kvinnor": {2016: 55, 2019: 62, 2020: 72},
    "stodsamtal_man": {2016: 56, 2019: 63, 2020: 73},
    "stodsamtal_utan_bistand_kvinnor": {2019: 57, 2020: 60},
    "stodsamtal_utan_bistand_man": {2019: 58, 2020: 60},
    "vidareutbildning_barn": {2016: 22, 2024: 27},
    "vidareutbildning_vuxna": {2016: 25, 2024: 30},
}
# Of the units that do not reach "ja": the part (percent) that has the thing, but no follow-up.
ANTAGEN_EJ_UPPFOLJD = 35
EJ_UPPFOLJDA = {"G3": 35, "G6": 45, "G7": 40, "G21": 50, "G23": 50, "V4": 30, "V7": 8, "X1": 12}


def las_ankare() -> dict[str, Ankare]:
    """Return the anchors of every indicator: ours, and over them the published shares."""
    ankare: dict[str, Ankare] = defaultdict(dict)
    for indikator_id, egna in EGNA_ANKARE.items():
        ankare[indikator_id] = dict(egna)
    for rad in read_seed("facit/publicerad_andel"):
        # Shares of before the current questionnaire belong to other questions.
        if rad["indikator_id"] and rad["andel_procent"] and int(rad["matar"]) >= 2016:
            ankare[rad["indikator_id"]][int(rad["matar"])] = int(rad["andel_procent"])
    return ankare


def andel(ankare: Ankare, matar: int) -> int:
    """Return the percentage of *matar*: an anchor, or on the line between its neighbours."""
    fore = max((ar for ar in ankare if ar <= matar), default=min(ankare))
    efter = min((ar for ar in ankare if ar >= matar), default=max(ankare))
    if fore >= efter:
        return ankare[efter]
    return ankare[fore] + (ankare[efter] - ankare[fore]) * (matar - fore) // (efter - fore)


def antal_ja(procent: int, namnare: int) -> int:
    """Return the count whose share of *namnare* is rounded (half up) to *procent*."""
    return (procent * namnare + 50) // 100
