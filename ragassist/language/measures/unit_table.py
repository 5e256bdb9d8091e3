"""The supported units and currencies, by CLDR's names, with their dimensions and conversion factors."""

_HOUR = "3600"
UNITS: dict[str, tuple[str, str]] = {
    "length-kilometer": ("length", "1000"), "length-meter": ("length", "1"), "length-centimeter": ("length", "0.01"),
    "length-millimeter": ("length", "0.001"), "length-micrometer": ("length", "0.000001"),
    "length-mile": ("length", "1609.344"), "length-yard": ("length", "0.9144"), "length-foot": ("length", "0.3048"),
    "length-inch": ("length", "0.0254"), "length-nautical-mile": ("length", "1852"),
    "area-square-kilometer": ("area", "1000000"), "area-hectare": ("area", "10000"), "area-square-meter": ("area", "1"),
    "area-square-centimeter": ("area", "0.0001"), "area-square-mile": ("area", "2589988.110336"),
    "area-acre": ("area", "4046.8564224"), "area-square-foot": ("area", "0.09290304"),
    "area-square-yard": ("area", "0.83612736"), "volume-cubic-kilometer": ("volume", "1000000000"),
    "volume-cubic-meter": ("volume", "1"), "volume-cubic-centimeter": ("volume", "0.000001"),
    "volume-hectoliter": ("volume", "0.1"), "volume-liter": ("volume", "0.001"), "volume-deciliter": ("volume", "0.0001"),
    "volume-centiliter": ("volume", "0.00001"), "volume-milliliter": ("volume", "0.000001"),
    "volume-gallon": ("volume", "0.003785411784"), "volume-pint": ("volume", "0.000473176473"),
    "volume-cubic-foot": ("volume", "0.028316846592"), "volume-cup": ("cup", "1"), "volume-tablespoon": ("tablespoon", "1"),
    "volume-teaspoon": ("teaspoon", "1"), "mass-tonne": ("mass", "1000000"), "mass-kilogram": ("mass", "1000"),
    "mass-gram": ("mass", "1"), "mass-milligram": ("mass", "0.001"), "mass-microgram": ("mass", "0.000001"),
    "mass-pound": ("mass", "453.59237"), "mass-ounce": ("mass", "28.349523125"), "duration-year": ("months", "12"),
    "duration-quarter": ("months", "3"), "duration-month": ("months", "1"), "duration-century": ("months", "1200"),
    "duration-decade": ("months", "120"), "duration-week": ("time", "604800"), "duration-day": ("time", "86400"),
    "duration-hour": ("time", _HOUR), "duration-minute": ("time", "60"), "duration-second": ("time", "1"),
    "duration-millisecond": ("time", "0.001"), "duration-night": ("night", "1"), "temperature-celsius": ("celsius", "1"),
    "temperature-fahrenheit": ("fahrenheit", "1"), "temperature-kelvin": ("kelvin", "1"),
    "concentr-percent": ("share", "1"), "concentr-permille": ("share", "0.1"),
    "speed-kilometer-per-hour": ("speed", "1000"), "speed-meter-per-second": ("speed", _HOUR),
    "speed-mile-per-hour": ("speed", "1609.344"), "speed-knot": ("speed", "1852"), "power-megawatt": ("power", "1000000"),
    "power-kilowatt": ("power", "1000"), "power-watt": ("power", "1"), "power-horsepower": ("horsepower", "1"),
    "energy-kilowatt-hour": ("energy", "3600000"), "energy-kilojoule": ("energy", "1000"), "energy-joule": ("energy", "1"),
    "energy-kilocalorie": ("calories", "1000"), "energy-calorie": ("calories", "1"), "electric-volt": ("volt", "1"),
    "electric-ampere": ("ampere", "1"), "electric-milliampere": ("ampere", "0.001"), "pressure-bar": ("pressure", "100000"),
    "pressure-hectopascal": ("pressure", "100"), "pressure-millibar": ("pressure", "100"),
    "pressure-kilopascal": ("pressure", "1000"), "pressure-megapascal": ("pressure", "1000000"),
    "pressure-pascal": ("pressure", "1"),
    "frequency-megahertz": ("frequency", "1000000"), "frequency-gigahertz": ("frequency", "1000000000"),
    "frequency-kilohertz": ("frequency", "1000"), "frequency-hertz": ("frequency", "1"),
    "digital-terabyte": ("bytes", "1000000000000"), "digital-gigabyte": ("bytes", "1000000000"),
    "digital-megabyte": ("bytes", "1000000"), "digital-kilobyte": ("bytes", "1000"), "digital-byte": ("bytes", "1"),
}  # fmt: skip
"""Units of CLDR with their dimension and conversion factor, from CLDR's units.xml. Months aren't converted to days."""
SYMBOLS = {
    "m": "length-meter", "km": "length-kilometer", "cm": "length-centimeter", "mm": "length-millimeter", "g": "mass-gram",
    "kg": "mass-kilogram", "mg": "mass-milligram", "t": "mass-tonne", "l": "volume-liter", "ml": "volume-milliliter",
    "cl": "volume-centiliter", "dl": "volume-deciliter", "hl": "volume-hectoliter", "ha": "area-hectare",
    "m²": "area-square-meter", "km²": "area-square-kilometer", "m³": "volume-cubic-meter", "cm²": "area-square-centimeter",
    "cm³": "volume-cubic-centimeter", "h": "duration-hour", "min": "duration-minute", "s": "duration-second",
    "ms": "duration-millisecond", "v": "electric-volt", "w": "power-watt", "kw": "power-kilowatt",
    "kwh": "energy-kilowatt-hour", "a": "electric-ampere", "°c": "temperature-celsius", "°f": "temperature-fahrenheit",
    "k": "temperature-kelvin", "%": "concentr-percent", "٪": "concentr-percent", "‰": "concentr-permille",
    "km/h": "speed-kilometer-per-hour", "mph": "speed-mile-per-hour", "m/s": "speed-meter-per-second",
    "bar": "pressure-bar", "mbar": "pressure-millibar", "hpa": "pressure-hectopascal", "kpa": "pressure-kilopascal",
    "mpa": "pressure-megapascal", "khz": "frequency-kilohertz", "mhz": "frequency-megahertz", "ghz": "frequency-gigahertz",
    "hz": "frequency-hertz", "mb": "digital-megabyte",
    "gb": "digital-gigabyte", "kb": "digital-kilobyte", "tb": "digital-terabyte", "kcal": "energy-kilocalorie",
    "ft": "length-foot", "lb": "mass-pound", "oz": "mass-ounce", "sq ft": "area-square-foot", "sq m": "area-square-meter",
}  # fmt: skip
"""International symbols in lower case, which are the same in every language."""
CURRENCIES = (
    "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "DZD", "EGP", "EUR", "GBP", "HKD", "INR", "IQD", "JOD", "JPY",
    "KRW", "KWD", "LBP", "MAD", "MXN", "NOK", "NZD", "PLN", "QAR", "RUB", "SAR", "SEK", "SGD", "SYP", "TND", "TRY", "TWD",
    "USD",
)  # fmt: skip
"""Currencies of the countries where the eight languages are spoken, and of their neighbours."""
SIGNS = {"€": ("EUR",), "$": ("USD",), "£": ("GBP",), "¥": ("JPY", "CNY"), "₩": ("KRW",), "₹": ("INR",), "₺": ("TRY",)}
