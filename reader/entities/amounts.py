"""Sums of money, percentages and measured quantities, found by patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reader.domain.entity import EntityType, Mention
from reader.entities.later import later
from reader.entities.vocabulary import compiled, found, marked

_SYMBOL = (
    r"(?:(?:US|AU|NZ|HK|CA|C|A|S|NT|R|N|J|Z|TT|B|G|L)?\$|[€£¥₹₦₽₩₪₫฿₺₴₱₡₲₸₵₮₭﷼]|Rs\.?_?|Rp\.?_?|RM_?|[NR](?=\d\d|\d[.,]\d|\d(?:m|bn|k|_(?:m|b|tr)illion)\b)"
    r"|Tk\.?_?|Sh\.?_?|KSh\.?_?"
    r"|Ksh\.?_?|Shs\.?_?|Dh\.?_?|Dhs\.?_?|GH₵|GH¢|GHS_?|K(?=\d{1,3}(?:[.,]\d|_(?:m|b)illion))|Fr\.?_(?=\d)"
    r"|P(?=\d{1,3}(?:[.,]\d|_(?:m|b)illion))|Nu\.?_(?=\d))"
)
CURRENCY, CODE, UNIT = "ꓗꓘꓙ"
"""What stands for each letter of a currency's name, its code, and a unit of measure; see `vocabulary`."""

_CODE = (
    r"(?:USD|EUR|GBP|JPY|CHF|CNY|RMB|AUD|NZD|CAD|INR|PKR|BDT|LKR|NPR|HKD|SGD|MYR|IDR|PHP|THB|VND|KRW|TWD|RUB|UAH"
    r"|TRY|PLN|CZK|HUF|RON|BGN|SEK|NOK|DKK|ISK|ILS|NIS|AED|SAR|QR|QAR|OMR|KWD|BHD|JOD|EGP|MAD|TND|DZD|LYD|NGN|KES|UGX|TZS"
    r"|ZAR|GHS|ETB|XOF|XAF|CFA|FCFA|RWF|ZMW|MWK|MXN|BRL|ARS|CLP|COP|PEN|UYU|BOB|PYG|VES|CRC|GTQ|HNL|NIO|DOP|JMD|TTD"
    r"|BND|FJD|PGK|MVR|SR|BD|MK|SEK|DKK|LE)\b"
)
_CURRENCY = (
    r"(?:dollars?|euros?|pounds?(?!_of|-force)|pounds?_sterling|pence|(?<!per"
    r" )cents?(?!_of)|yen|yuan|renminbi|rupees?|rupiah"
    r"|ringgit|baht|dong|won(?=[\s.,;)]|$)(?!_(?:the|a|an|his|her|its|their|by|in|on|at|with|against|and|{N}+|gold))"
    r"|roubles?|rubles?|hryvnia|lira|liras|shekels?|dinars?|dirhams?|riyals?|rials?|francs?|naira|kobo|cedis?|shillings?"
    r"|rand|kwacha|pula|birr|dalasi|leones?|meticais|kwanza|ariary|pesos?|reais|reals?|bolivianos?|bolívares"
    r"|bolivars?|soles|guaran[ií](?:es|s)?|col[oó]n(?:es)?|quetzales|lempiras?|c[oó]rdobas?|gourdes?|balboas"
    r"|kron(?:or|er|a|e)|kr\b|zloty(?:s|ch)?|koruna|forints?|lei|leva|levs?|denars?|taka|kyat|kip|riel|tenge|som|sum"
    r"|manats?|lari|drams?|afghanis?|rufiyaa|pataca|crowns|marks|bitcoins?|baisa|fils|paise|sen(?=[\s.,;)])|euro_cents)\b"
)
_MONEY = (
    r"\b[Bb]etween_(?P<x>{FIG}_and_{FIG}(?:_{MILLION})?_(?:{PEOPLE}_)?{CURRENCY})(?!-)",
    r"(?<![\w.,])(?:{SYMBOL}|{CODE}_?)_?{FIG}(?:[ -]?{MILLION})?(?:_{MILLION})?"
    r"(?:(?:{TO})(?:{SYMBOL}"
    r"|{CODE}_?)?{FIG}(?:[ -]?{MILLION})?(?:_{MILLION})?)?(?:_?/-)?(?:_(?:{PEOPLE}_)?{CURRENCY})?(?![\w%])",
    r"(?<![\w.,$£€])(?:{FIG}(?:_{MILLION})?{TO})?(?:{FIG}(?:_?{MILLION})?|{NUM}|half_a|a|an?_(?:estimated_)?(?:half_a_)?(?:million|billion))(?:_{MILLION})?(?:_{MILLION})?"
    r"_(?:{PEOPLE}_)?{CURRENCY}(?!-)",
    r"(?<![\w.,])(?:half_a|a|{NUM})_(?:million|billion|trillion)_(?:{PEOPLE}_)?{CURRENCY}",
    r"(?<![\w.,$£€])(?:{FIG}{TO})?{FIG}(?:_?{MILLION})?_?(?:[€₽₴₪₫₸]|{CODE})(?![\w])",
    r"(?<![\w.,$£€])\d{1,3}(?:p|c|¢)(?![\w])",
    r"(?<![\w.,])(?:{NUM}|{FIG})-(?:million|billion|trillion)-(?:dollar|euro|pound|rupee|yen|yuan|naira|rand)\b",
)
_PERCENT = (
    r"\b[Bb]etween_(?P<x>(?:{FIG}|{NUM})_and_(?:{FIG}|{NUM})_?(?:%|(?:per_cent|percent)\b|(?:percentage|basis)_points\b))",
    r"(?<![\w.,])[-+±]?{FIG}(?:_?(?:%|per_cent|percent|pc))?(?:{TO}[-+]?{FIG})?_?(?:%|(?:per_cent|percent)\b"
    r"(?:age_points?)?|pc\b|(?:percentage|basis)_points?\b)(?:_points?\b)?",
    r"(?<![\w.,])(?:{NUM}{TO})?(?:{NUM}|half_a|a|{N}+_and_a_half)_(?:per_cent|percent|percentage_points?|basis_points?)(?!\w)",
)
_UNIT = (
    r"(?:km/h|kph|mph|m/s|km|kilomet(?:re|er)s?|cm|centimet(?:re|er)s?|mm|millimet(?:re|er)s?|met(?:re|er)s?|miles?"
    r"|nautical_miles?|yards?|f(?:oo|ee)t|ft|inch(?:es)?|light[ -]years?|hectares?|ha|acres?"
    r"|sq(?:uare|\.)?_(?:km|kilomet(?:re|er)s?"
    r"|met(?:re|er)s?|miles?|feet|foot|ft|yards?|m)|sqm|sq_m|cubic_(?:met(?:re|er)s?|feet|kilomet(?:re|er)s?|yards?|cm)|km2|km²|m2|m²|m³"
    r"|kg|kgs|kilos?|kilograms?|grams?|mg|milligrams?|µg|micrograms?|tonnes?|tons?|lbs?|pounds?(?=_of)|ounces?|oz"
    r"|lit(?:re|er)s?|millilit(?:re|er)s?|ml|cl|gallons?|barrels?|bushels?|pints?|cusecs|degrees?(?:_(?:Celsius|Fahrenheit|C\b|F\b|north|south|east|west))?"
    r"|kW|kWh|MW|MWh|GW|GWh|TWh|kilowatts?(?:[ -]hours?)?|megawatts?(?:[ -]hours?)?"
    r"|gigawatts?(?:[ -]hours?)?|watts?|volts?|amps?"
    r"|hertz|Hz|kHz|MHz|GHz|horsepower|bhp|hp|knots|bytes|[KMGT]B|[KMG]bps|megabytes?|gigabytes?|terabytes?|megabits?|ppm|parts_per_million|decibels?|dB"
    r"|kilotons?|megatons?|carats?|calories|kcal|joules|pascals|hPa|millibars?|tesla|sieverts|becquerels|nanomet(?:re|er)s?|nm"
    r"|micromet(?:re|er)s?|microns?|parsecs?)"
)
_SCALE = r"(?:_(?:hundred|thousand|million|billion|trillion))?"
_QUANTITY = (
    r"\b[Bb]etween_(?P<x>{NUM}_and_{NUM}{SCALE}(?:_?|-){UNIT})(?![A-Za-z0-9]|[²³])",
    r"(?<![\w.,$£€])[-+−]?(?:{FIG}(?:_?(?:°|º)_?[CF]?)?(?:{SCALE}){TO})?{FIG}{SCALE}(?:_?|-){UNIT}(?![A-Za-z0-9]|[²³]|-\w+-)(?!_(?:[Rr]elay|[Ff]reestyle|[Hh]urdles|[Bb]utterfly)(?!\w))",
    r"(?<![\w.,$£€])(?:{NUM}{TO})?{NUM}{SCALE}(?:_|-){UNIT}(?![A-Za-z0-9]|[²³])",
    r"\b(?:a_)?(?:half_a|a_quarter_of_a|a_few|several)(?:{SCALE})_(?:mile|kilomet(?:re|er)|tonne|ton|acre|met(?:re|er)|lit(?:re|er)|gallon|inch|hectare)s?\b",
)

_WEIGHT = later(
    r"\b(?:[Ww]eigh(?:s|ed|ing)?|lost|gained|lift(?:s|ed|ing)?)[ ]{1,3}(?:[a-z]{1,12}[ ]{1,3}){0,3}"
    r"[\w.,-]{1,12}[ -]pounds?$"
)
"""Pounds that are a weight, by the verb before them; searched up to the sum's end."""


_SIGNS = {"currency": CURRENCY, "code": CODE, "unit": UNIT}


@cache
def _units() -> re.Pattern[str]:
    return compiled(
        rf"(?<![A-Za-z])(?:(?P<unit>{_UNIT}(?![A-Za-z0-9]|[²³]))|(?P<currency>{_CURRENCY})|(?P<code>{_CODE}))"
    )


@cache
def _pattern(source: str) -> re.Pattern[str]:
    parts = {
        "SYMBOL": _SYMBOL,
        "CODE": f"{CODE}+",
        "CURRENCY": f"{CURRENCY}+",
        "UNIT": rf"(?:{UNIT}+|[°º]_?[CF]?)",
        "SCALE": _SCALE,
    }
    for name, part in parts.items():
        source = source.replace("{" + name + "}", part)
    return compiled(source)


_SIGNS_OF_MONEY = re.compile(
    r"[$€£¥₹₦₽₩₪₫฿₺₴₱₡₲₸₵₮₭﷼]|\b(?:R[sMp]?|N|Tk|K?Shs?|Ksh|Dhs?|GH|K|P|Fr|Nu)\.?[ ]?\d"
)


def _tried(kind: EntityType, source: str, text: str) -> bool:
    """Whether the text has a sign or word without which the pattern cannot match; others are not compiled."""
    if "{SYMBOL}" in source:
        return CODE in text or bool(_SIGNS_OF_MONEY.search(text))
    if kind is EntityType.MONEY:
        return any(sign in text for sign in (CURRENCY, CODE, *"p¢c€₽₴₪₫₸", "-"))
    if kind is EntityType.PERCENT:
        return any(sign in text for sign in ("%", "cent", "pc", "point"))
    return any(sign in text for sign in (UNIT, "°", "º", "half", "quarter", "few", "several"))


def amounts(text: str) -> Iterator[Mention]:
    """Every match of a pattern on a `plain` text; they may overlap."""
    shown = _units().sub(lambda unit: _SIGNS[unit.lastgroup or ""] * len(unit.group()), marked(text))
    for kind, sources in (
        (EntityType.MONEY, _MONEY),
        (EntityType.PERCENT, _PERCENT),
        (EntityType.QUANTITY, _QUANTITY),
    ):
        for source in sources:
            if not _tried(kind, source, shown):
                continue
            for match in _pattern(source).finditer(shown):
                start, end = found(match)
                heavy = kind is EntityType.MONEY and _WEIGHT.search(text, max(0, start - 40), end)
                yield Mention(start, end, EntityType.QUANTITY if heavy else kind)
