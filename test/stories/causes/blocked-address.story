# Whatever is asked of this address, the handshake is answered with a reset from nearer by.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46 id counter 4000
device ttl 85 id constant 1536 no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK                      @synack
+0.03ms C > S  ACK                          @ack
+0.04ms M > C  RST seq next                 @reset
connection 2
client 10.0.0.2:50124
server 203.0.113.9:8443
+2s     C > S  SYN
+26ms   S > C  SYN-ACK
+0.03ms C > S  ACK
+0.04ms M > C  RST seq next                 @again
expect @reset origin middlebox cause blocked-address trigger syn-ack|ack @synack|@ack effect closed severity error
expect @reset accusing ttl-shift
expect @again origin middlebox cause blocked-address severity error
expect pattern same-address
