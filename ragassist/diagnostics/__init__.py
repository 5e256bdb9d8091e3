"""What is wrong and what a bug report needs: doctor, the air-gap proof, the machine, versions."""
