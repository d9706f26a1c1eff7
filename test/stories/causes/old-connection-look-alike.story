# An ACK out of nowhere, no SYN before it: a packet of a connection that this end has forgotten.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 50
+0      S > C  ACK                          @stray
+0.1ms  C > S  RST                          @reset
expect @reset origin client not-cause old-connection unacceptable-ack unexpected-syn-ack cause no-such-connection
