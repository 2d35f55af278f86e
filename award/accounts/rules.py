from django.core.validators import MaxLengthValidator, validate_email

LONGEST = MaxLengthValidator(254)  # what the columns hold; mail servers take no more either


def check_address(address: str) -> None:
    """Whether mail can be sent there; raises ValidationError."""
    LONGEST(address)
    validate_email(address)
