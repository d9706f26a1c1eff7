# Windows tries a closed port three times; each SYN is refused.
client 10.0.0.2:50123 ttl 128 id counter 500
server 203.0.113.9:8080 ttl 50
+0      C > S  SYN                          @syn
+26ms   S > C  RST-ACK                      @first
+500ms  C > S  again @syn                   @second-syn
+26ms   S > C  RST-ACK                      @second
expect @first origin server cause port-closed effect closed trigger syn @syn
