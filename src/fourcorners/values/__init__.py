"""Words to values: numbers, dates, periods, money, percentages."""
