"""Drawings of the award, made on the server, the same on a page and on paper.

Every element carries a class and plain attributes: on a screen the style sheet wins (and knows the dark), on paper the
attributes are what there is. No style, no script; the words for those who do not see are part of the drawing.
"""
