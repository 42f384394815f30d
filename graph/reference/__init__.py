"""Reference data: countries, provinces and communes, sectors, exchange rates. Sources and licences: README.md."""

from graph.reference.commune import Commune, communes, find_commune
from graph.reference.country import Country, countries, country_of_code, find_country
from graph.reference.exchange import rates, usd
from graph.reference.province import (
    Province,
    find_province,
    neighbours,
    province_of_code,
    province_with_absorbed,
    provinces,
    provinces_on,
)
from graph.reference.sector import Sector, ancestors, find_sector, sector_top, sector_with_children, sectors

__all__ = [
    "Commune",
    "Country",
    "Province",
    "Sector",
    "ancestors",
    "communes",
    "countries",
    "country_of_code",
    "find_commune",
    "find_country",
    "find_province",
    "find_sector",
    "neighbours",
    "province_of_code",
    "province_with_absorbed",
    "provinces",
    "provinces_on",
    "rates",
    "sector_top",
    "sector_with_children",
    "sectors",
    "usd",
]
