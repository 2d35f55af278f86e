"""The numbers of the jury: tables in, tables out; numpy, pandas and scipy.special, and nothing of the rooms above."""
